package dev.kontor.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;

/// Ratios as horizontal bars, with a line at 1.
public final class BarChart {

    private static final int LEFT = 170;
    private static final int WIDTH = 420;
    private static final int ROW = 26;
    private static final int TOP = 34;

    private final String title;
    private final Map<String, Double> bars = new LinkedHashMap<>();

    public BarChart(String title) {
        this.title = title;
    }

    public void add(String label, double ratio) {
        bars.put(label, ratio);
    }

    public String svg() {
        var most = Math.max(
                1.2, bars.values().stream().mapToDouble(each -> each).max().orElse(1));
        var scale = WIDTH / most;
        var svg = new Svg(LEFT + WIDTH + 60, TOP + bars.size() * ROW + 10);
        svg.text(10, 20, "title", title);
        var y = TOP;
        for (var bar : bars.entrySet()) {
            var length = bar.getValue() * scale;
            svg.text(10, y + 16, "label", bar.getKey());
            svg.rectangle(LEFT, y + 3, length, ROW - 8, bar.getValue() <= 1 ? "ahead" : "behind");
            svg.text(LEFT + length + 5, y + 16, "label", Numbers.plain(bar.getValue()));
            y += ROW;
        }
        svg.line(LEFT + scale, TOP - 4, LEFT + scale, y, "axis");
        return svg.toString();
    }
}
