namespace Qinglian.Kernel.Sealing;

/// <summary>The check characters and the check word of codes: Reed-Solomon checks over GF(2⁵) and GF(2⁸).</summary>
internal static class CodeCheck
{
    /// <summary>Fifteen words for 115 bits and 5 zero bits, one to check them.</summary>
    public const int Words = 16;

    // Every two positions among 31 have different weights, which makes exchanges show; two sums together find any two errors.
    private static readonly int[] Powers = MakePowers();

    /// <summary>Sets the last two symbols so that both sums become zero.</summary>
    public static void Complete(Span<byte> symbols)
    {
        var last = symbols.Length - 1;
        symbols[last] = symbols[last - 1] = 0;
        var (first, second) = Sums(symbols);
        // a·αⁱ + b·αʲ = first and a·α²ⁱ + b·α²ʲ = second, with i and j the last two positions.
        var (i, j) = (last - 1, last);
        var divisor = Times(Power(i), Power(2 * j)) ^ Times(Power(j), Power(2 * i));
        symbols[i] = (byte)Divide(Times(first, Power(2 * j)) ^ Times(second, Power(j)), divisor);
        symbols[j] = (byte)Divide(Times(second, Power(i)) ^ Times(first, Power(2 * i)), divisor);
    }

    public static bool Holds(ReadOnlySpan<byte> symbols) => Sums(symbols) is (0, 0);

    /// <summary>The bits of the symbols as bytes, with a check byte behind them.</summary>
    public static byte[] ToBytes(ReadOnlySpan<byte> symbols)
    {
        var bytes = new byte[Words];
        for (var bit = 0; bit < symbols.Length * 5; bit++)
        {
            if ((symbols[bit / 5] >> (4 - (bit % 5)) & 1) == 1) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        bytes[^1] = CheckOf(bytes);
        return bytes;
    }

    /// <summary>False where a word is wrong or two were exchanged.</summary>
    public static bool FromBytes(ReadOnlySpan<byte> bytes, Span<byte> symbols)
    {
        if (CheckOf(bytes) != bytes[^1] || (bytes[Words - 2] & 0x1F) != 0) return false;
        symbols.Clear();
        for (var bit = 0; bit < symbols.Length * 5; bit++)
        {
            if ((bytes[bit / 8] >> (7 - (bit % 8)) & 1) == 1) symbols[bit / 5] |= (byte)(0x10 >> (bit % 5));
        }

        return true;
    }

    // The sum of the words times 3, 3², 3³ …: 3 generates the field, so all weights differ, and none is that of the check word.
    private static byte CheckOf(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0, weight = 1;
        for (var i = 0; i < Words - 1; i++)
        {
            weight = Shares.Multiply(weight, 3);
            sum ^= Shares.Multiply(weight, bytes[i]);
        }

        return sum;
    }

    private static (int First, int Second) Sums(ReadOnlySpan<byte> symbols)
    {
        var (first, second) = (0, 0);
        for (var i = 0; i < symbols.Length; i++)
        {
            first ^= Times(symbols[i], Power(i));
            second ^= Times(symbols[i], Power(2 * i));
        }

        return (first, second);
    }

    private static int Power(int exponent) => Powers[exponent % 31];

    private static int Divide(int a, int b)
    {
        // 31 numbers other than 0: b³⁰ is 1/b.
        var result = a;
        for (var i = 0; i < 30; i++) result = Times(result, b);
        return result;
    }

    // Modulo x⁵ + x² + 1, which is primitive; without tables and branches.
    private static int Times(int a, int b)
    {
        var product = 0;
        for (var bit = 0; bit < 5; bit++)
        {
            product ^= a & -((b >> bit) & 1);
            a = (a << 1) ^ (0b100101 & -(a >> 4));
        }

        return product;
    }

    private static int[] MakePowers()
    {
        var powers = new int[31];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = Times(powers[i - 1], 2);
        return powers;
    }
}
