package dev.kontor.zip;

/// CRC-32 of data that comes in pieces, possibly in several processes: the JDK's own class cannot go on
/// from a value, so the values of two pieces are combined, as zlib's `crc32_combine` does.
public final class CombinedCrc {

    /// The polynomial of ZIP, with its bits reversed.
    private static final int POLYNOMIAL = 0xEDB88320;

    private static final int BITS = 32;

    private CombinedCrc() {}

    /// The CRC-32 of two pieces, one behind the other.
    ///
    /// @param first of the first piece, 32 bits
    /// @param second of the second piece, 32 bits
    /// @param secondLength bytes of the second piece
    public static long combine(long first, long second, long secondLength) {
        var crc = (int) first;
        // Appending zeros is linear, so a matrix does it, and its square does twice as many.
        var matrix = zeroByte();
        for (var bytes = secondLength; bytes > 0; bytes >>= 1) {
            if ((bytes & 1) == 1) {
                crc = product(matrix, crc);
            }
            matrix = square(matrix);
        }
        return Integer.toUnsignedLong(crc ^ (int) second);
    }

    /// The matrix that appends a zero byte.
    private static int[] zeroByte() {
        var bit = new int[BITS];
        bit[0] = POLYNOMIAL;
        for (var i = 1; i < BITS; i++) {
            bit[i] = 1 << (i - 1);
        }
        return square(square(square(bit)));
    }

    private static int[] square(int[] matrix) {
        var square = new int[BITS];
        for (var i = 0; i < BITS; i++) {
            square[i] = product(matrix, matrix[i]);
        }
        return square;
    }

    private static int product(int[] matrix, int vector) {
        var sum = 0;
        for (var i = 0; i < BITS; i++) {
            sum ^= (vector >>> i & 1) == 1 ? matrix[i] : 0;
        }
        return sum;
    }
}
