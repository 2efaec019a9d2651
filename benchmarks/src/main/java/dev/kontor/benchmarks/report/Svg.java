package dev.kontor.benchmarks.report;

import java.util.Locale;

/// A small drawing, readable on a light and on a dark page.
final class Svg {

    private static final String STYLE = "<style>text{font:12px sans-serif;fill:#777}.title{font-weight:bold}"
            + ".ahead{fill:#2a9d8f}.behind{fill:#e76f51}.axis{stroke:#777}.grid{stroke:#7773}"
            + "polyline{fill:none;stroke-width:2}.java{stroke:#2a9d8f}.node{stroke:#e9a13b}</style>";

    private final StringBuilder elements = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void text(double x, double y, String style, String text) {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x='%s' y='%s' class='%s'>%s</text>".formatted(number(x), number(y), style, escaped));
    }

    void rectangle(double x, double y, double wide, double high, String style) {
        add("<rect x='%s' y='%s' width='%s' height='%s' class='%s'/>"
                .formatted(number(x), number(y), number(wide), number(high), style));
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        add("<line x1='%s' y1='%s' x2='%s' y2='%s' class='%s'/>"
                .formatted(number(x1), number(y1), number(x2), number(y2), style));
    }

    void curve(String points, String style) {
        add("<polyline points='%s' class='%s'/>".formatted(points, style));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void add(String element) {
        elements.append(element).append('\n');
    }

    @Override
    public String toString() {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d'>\n%s\n%s</svg>\n"
                .formatted(width, height, width, STYLE, elements);
    }
}
