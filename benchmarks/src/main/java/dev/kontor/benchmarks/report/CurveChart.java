package dev.kontor.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Curves over the same steps, evenly spaced, from 0 upwards.
public final class CurveChart {

    private static final int LEFT = 60;
    private static final int WIDTH = 480;
    private static final int TOP = 40;
    private static final int HEIGHT = 220;
    private static final int GRID_LINES = 4;

    private final String title;
    private final List<Integer> steps;
    private final Map<String, List<Double>> curves = new LinkedHashMap<>();

    public CurveChart(String title, List<Integer> steps) {
        this.title = title;
        this.steps = List.copyOf(steps);
    }

    /// @param style `java` or `node`, with `-thin` behind it for a second pair
    public void add(String style, List<Double> values) {
        curves.put(style, List.copyOf(values));
    }

    public String svg() {
        var most = curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(each -> each)
                .max()
                .orElse(1);
        var svg = new Svg(LEFT + WIDTH + 80, TOP + HEIGHT + 40);
        svg.text(10, 20, "title", title);
        for (var i = 0; i <= GRID_LINES; i++) {
            var y = TOP + HEIGHT - (double) HEIGHT * i / GRID_LINES;
            svg.line(LEFT, y, LEFT + WIDTH, y, "grid");
            svg.text(10, y + 4, "label", Numbers.plain(most * i / GRID_LINES));
        }
        for (var i = 0; i < steps.size(); i++) {
            svg.text(x(i) - 6, TOP + HEIGHT + 18, "label", String.valueOf(steps.get(i)));
        }
        curves.forEach((name, values) -> {
            svg.curve(points(values, most), name);
            svg.text(LEFT + WIDTH + 6, y(values.getLast(), most) + 4, "label", name);
        });
        return svg.toString();
    }

    private String points(List<Double> values, double most) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> Svg.number(x(i)) + "," + Svg.number(y(values.get(i), most)))
                .collect(Collectors.joining(" "));
    }

    private double x(int step) {
        return LEFT + (double) WIDTH * step / Math.max(1, steps.size() - 1);
    }

    private static double y(double value, double most) {
        return TOP + HEIGHT - HEIGHT * value / most;
    }
}
