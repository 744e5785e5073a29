using System.Globalization;
using System.Text;
using Qinglian.Kernel;

namespace Qinglian.Data.Accounts;

/// <summary>
/// Which passwords are taken: long ones that are not made of what everybody guesses first. Nothing is demanded of the kinds of characters,
/// nothing expires, and pasting from a password store is welcome.
/// </summary>
/// <remarks>NIST SP 800-63B section 3.1.1.2; ASVS 6.2. Common passwords come from a list that travels with the program: it asks no service outside.</remarks>
public static class PasswordRules
{
    public const int Least = 12;

    /// <summary>More than anybody types; only keeps a request from hashing megabytes.</summary>
    public const int Most = 128;

    /// <summary>How much must be left once everything easily guessed is taken away.</summary>
    private const int LeastOwn = 6;

    private static readonly string[] Platform = ["qinglian", "integrity", "supervision", "jiwei", "jianwei", "jijian", "jiancha", "lianzheng", "lianjie", "qingfeng", "xuncha", "xianwei", "清廉", "廉政", "廉洁", "纪委", "监委", "纪检", "监察", "监督", "平台", "密码"];
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()_+", "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"];
    private static readonly string[] Common = ReadCommon();

    public static Words Hint { get; } = new(
        $"至少{Least}个字符，可用一句只有自己知道的话；不要求大小写或符号，可以粘贴。",
        $"At least {Least} characters; a sentence only you know is good. No special characters needed; pasting is fine.");

    /// <summary>The form that is hashed: a Chinese or full-width password is the same on every keyboard.</summary>
    public static string Plain(string typed) => typed.Normalize(NormalizationForm.FormKC);

    /// <summary>Null where the password may be used.</summary>
    /// <param name="context">What others know about the person: user name, name, number, unit.</param>
    public static Words? Check(string typed, IEnumerable<string> context)
    {
        var password = Plain(typed);
        var length = password.EnumerateRunes().Count();
        if (length < Least) return new($"密码至少{Least}个字符，现在是{length}个。", $"A password has at least {Least} characters; this one has {length}.");
        if (length > Most) return new($"密码最多{Most}个字符。", $"A password has at most {Most} characters.");

        var letters = Fold(password);
        var own = Without(letters, [.. context.SelectMany(Parts), .. Platform]);
        if (own.Length < LeastOwn && letters.Length >= LeastOwn + own.Length) return new("密码中不能主要是姓名、用户名、单位或平台名称，别人容易猜到。", "This is mostly your name, your unit or the name of the platform, which others guess first.");

        own = WithoutRuns(Without(own, Common));
        var signs = WithoutRuns(string.Concat(password.Where(c => !char.IsLetterOrDigit(c) && !char.IsWhiteSpace(c)))).Distinct().Count();
        // A few signs behind a common word are what everybody adds; a password of signs throughout is not.
        var different = own.EnumerateRunes().Distinct().Count() + (signs >= 4 ? signs : 0);
        return own.EnumerateRunes().Count() + (signs >= 4 ? signs : 0) < LeastOwn || different < 4
            ? new("这个密码由常见词、年份、连续或重复的字符组成，容易被猜到，请换一个。", "This is made of common words, years, runs or repeated characters, which are guessed first: choose another.")
            : null;
    }

    /// <summary>Small letters and digits, with the usual disguises undone; Chinese characters count as they are.</summary>
    private static string Fold(string text) => string.Concat(text.ToLowerInvariant().Select(c => c switch { '@' => 'a', '$' => 's', '!' => 'i', _ => c }).Where(char.IsLetterOrDigit));

    private static IEnumerable<string> Parts(string known)
    {
        var whole = Fold(known.Normalize(NormalizationForm.FormKC));
        yield return whole;
        foreach (var part in known.Split([' ', '.', '-', '_', '@', '·'], StringSplitOptions.RemoveEmptyEntries)) yield return Fold(part);
    }

    private static string Without(string text, IReadOnlyCollection<string> words)
    {
        foreach (var word in words.Where(w => w.Length >= (w.Any(c => c > 0x2e80) ? 2 : 3)).Distinct().OrderByDescending(w => w.Length))
        {
            text = text.Replace(word, "", StringComparison.Ordinal);
            var disguised = word.Replace('o', '0').Replace('i', '1').Replace('e', '3').Replace('a', '4');
            if (disguised != word && disguised.Any(char.IsLetter)) text = text.Replace(disguised, "", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Takes away years, runs of a keyboard or the alphabet in either direction, and what only repeats itself.</summary>
    private static string WithoutRuns(string text)
    {
        var kept = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var run = RunAt(text, i);
            if (run >= 3)
            {
                i += run;
                continue;
            }

            if (i + 4 <= text.Length && int.TryParse(text.AsSpan(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1940 and <= 2039)
            {
                i += 4;
                continue;
            }

            kept.Append(text[i++]);
        }

        return WithoutRepeats(kept.ToString());
    }

    private static int RunAt(string text, int start)
    {
        var longest = 1;
        while (start + longest < text.Length && text[start + longest] == text[start]) longest++;
        foreach (var row in Rows)
        {
            foreach (var step in (int[])[1, -1])
            {
                var at = row.IndexOf(text[start], StringComparison.Ordinal);
                if (at < 0) continue;
                var length = 1;
                while (start + length < text.Length && at + (step * length) is >= 0 and var next && next < row.Length && row[next] == text[start + length]) length++;
                longest = Math.Max(longest, length);
            }
        }

        return longest;
    }

    private static string WithoutRepeats(string text)
    {
        for (var unit = 1; unit <= text.Length / 2; unit++)
        {
            if (text.Length % unit == 0 && Enumerable.Range(0, text.Length).All(i => text[i] == text[i % unit])) return text[..unit];
        }

        return text;
    }

    private static string[] ReadCommon()
    {
        using var file = typeof(PasswordRules).Assembly.GetManifestResourceStream("Qinglian.Data.Accounts.CommonPasswords.txt") ?? throw new InvalidOperationException("CommonPasswords.txt is missing.");
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => !l.StartsWith('#'))];
    }
}
