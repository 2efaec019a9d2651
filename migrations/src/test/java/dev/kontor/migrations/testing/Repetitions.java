package dev.kontor.migrations.testing;

/// How often a test repeats what goes wrong only now and then. A usual build repeats it a few
/// times; with `-Dkontor.tests=thorough`, as CI asks for it, often.
public final class Repetitions {

    private static final boolean THOROUGH = "thorough".equals(System.getProperty("kontor.tests"));

    private Repetitions() {}

    public static int of(int usual, int thorough) {
        return THOROUGH ? thorough : usual;
    }

    /// Whether everything is tested that could be, and not one of a kind.
    public static boolean areThorough() {
        return THOROUGH;
    }
}
