namespace Qinglian.Kernel.Organisations;

/// <summary>The check characters of the two numbers that are often mistyped.</summary>
public static class CheckedNumbers
{
    // No I, O, S, V, Z: they look like digits (GB 32100-2015).
    private const string CreditLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string CitizenChecks = "10X98765432";
    private static readonly int[] CreditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] CitizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether the text is a unified social credit code with the right check character (GB 32100-2015).</summary>
    public static bool IsCreditCode(string text)
    {
        if (text.Length != 18) return false;
        var sum = 0;
        for (var i = 0; i < CreditWeights.Length; i++)
        {
            var value = CreditLetters.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0) return false;
            sum += value * CreditWeights[i];
        }

        return CreditLetters[(31 - sum % 31) % 31] == text[17];
    }

    /// <summary>Whether the text is a citizen's identity number (GB 11643-1999). Used only to refuse it where it must not be kept.</summary>
    public static bool IsCitizenNumber(string text)
    {
        if (text.Length != 18 || text.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9')) return false;
        var sum = 0;
        for (var i = 0; i < CitizenWeights.Length; i++) sum += (text[i] - '0') * CitizenWeights[i];
        return CitizenChecks[sum % 11] == char.ToUpperInvariant(text[17]);
    }
}
