using Qinglian.Kernel;
using Qinglian.Kernel.Sealing;

namespace Qinglian.Tests.Unit.Sealing;

public sealed class SecretCodeTests
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void A_code_has_at_least_112_bits_of_chance() => Assert.True(SecretCode.Bits >= 112);

    [Fact]
    public void A_million_codes_are_all_different_and_every_place_is_even()
    {
        const int count = 1_000_000;
        var (counts, seen) = (new int[SecretCode.Length, 32], new HashSet<string>(count));
        for (var i = 0; i < count; i++)
        {
            var plain = SecretCode.New().Plain;
            Assert.True(seen.Add(plain));
            for (var at = 0; at < plain.Length; at++) counts[at, Letters.IndexOf(plain[at], StringComparison.Ordinal)]++;
        }

        // 31 degrees of freedom: beyond 100 less than once in ten million draws, for check characters as for the others.
        for (var at = 0; at < SecretCode.Length; at++)
            Assert.InRange(Enumerable.Range(0, 32).Sum(s => Math.Pow(counts[at, s] - (count / 32.0), 2) / (count / 32.0)), 5, 100);
    }

    [Fact]
    public void Every_typo_of_one_character_is_found()
    {
        var (tries, missed) = (0, 0);
        for (var n = 0; n < 300; n++)
        {
            var plain = SecretCode.New().Plain;
            for (var at = 0; at < plain.Length; at++)
            {
                foreach (var other in Letters.Where(c => c != plain[at]))
                {
                    tries++;
                    if (SecretCode.Read(plain[..at] + other + plain[(at + 1)..]).Code is not null) missed++;
                }

                if (SecretCode.Read(plain.Remove(at, 1)).Code is not null || SecretCode.Read(plain.Insert(at, "7")).Code is not null) missed++;
            }
        }

        Assert.Equal((300 * 25 * 31, 0), (tries, missed));
    }

    [Fact]
    public void Every_exchange_of_two_characters_and_every_two_typos_are_found()
    {
        for (var n = 0; n < 200; n++)
        {
            var plain = SecretCode.New().Plain;
            for (var i = 0; i < plain.Length; i++)
            {
                for (var j = i + 1; j < plain.Length; j++)
                {
                    if (plain[i] == plain[j]) continue;
                    var swapped = plain.ToCharArray();
                    (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                    Assert.Null(SecretCode.Read(new string(swapped)).Code);
                    (swapped[i], swapped[j]) = (Letters[(Letters.IndexOf(plain[i], StringComparison.Ordinal) + n + 1) % 32], Letters[(Letters.IndexOf(plain[j], StringComparison.Ordinal) + 1) % 32]);
                    if (swapped[i] != plain[i]) Assert.Null(SecretCode.Read(new string(swapped)).Code);
                }
            }
        }
    }

    [Fact]
    public void Codes_are_read_however_they_are_typed()
    {
        for (var n = 0; n < 200; n++)
        {
            var code = SecretCode.New();
            var wide = string.Concat(code.Groups.Select(c => c == '-' ? '－' : (char)(c + 0xFEE0)));
            string[] typed =
            [
                code.Plain, code.Groups, code.Groups.ToLowerInvariant(), wide, code.Groups.Replace('-', ' '), $"  {code.Groups}\r\n", code.Groups.Replace("-", " — ", StringComparison.Ordinal),
                code.Plain.Replace('0', 'O').Replace('1', 'l').Replace('V', 'u'), code.Plain.Replace('0', 'o').Replace('1', 'I'), string.Join('\u3000', code.Plain.AsEnumerable()),
            ];
            foreach (var text in typed) Assert.True(SecretCode.Read(text).Code?.Same(code), text);
        }
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public void Codes_are_read_back_from_words(Language language)
    {
        for (var n = 0; n < 300; n++)
        {
            var code = SecretCode.New();
            var words = code.Spoken(language);
            Assert.Equal(16, words.Count);
            Assert.True(SecretCode.Read(string.Join(' ', words)).Code?.Same(code));
            Assert.True(SecretCode.Read(string.Join('、', words).ToUpperInvariant()).Code?.Same(code));
            if (language is Language.Chinese) Assert.True(SecretCode.Read(string.Concat(words)).Code?.Same(code));
        }
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public void Every_wrong_word_and_every_two_exchanged_words_are_found(Language language)
    {
        var list = SecretCode.WordsOf(language);
        var words = SecretCode.New().Spoken(language).ToArray();
        for (var at = 0; at < words.Length; at++)
        {
            foreach (var other in list.Where(w => w != words[at]))
            {
                string[] wrong = [.. words];
                wrong[at] = other;
                Assert.Null(SecretCode.Read(string.Join(' ', wrong)).Code);
            }

            if (at == 0 || words[at] == words[at - 1]) continue;
            string[] swapped = [.. words];
            (swapped[at], swapped[at - 1]) = (swapped[at - 1], swapped[at]);
            Assert.Null(SecretCode.Read(string.Join(' ', swapped)).Code);
        }

        Assert.Contains("17", SecretCode.Read(string.Join(' ', words.Append(list[0]))).Problem!.En, StringComparison.Ordinal);
        words[4] = language is Language.Chinese ? "不在" : "zzzz";
        Assert.Contains("Word 5", SecretCode.Read(string.Join(' ', words)).Problem!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Please type")]
    [InlineData(null, "Please type")]
    [InlineData("---", "Please type")]
    [InlineData("ABCDE-FGH", "this one has 8")]
    [InlineData("ABC*DE", "this one has 5")]
    [InlineData("ABCé", "“É”")]
    public void What_is_no_code_is_refused_with_the_place_of_the_fault(string? typed, string said) => Assert.Contains(said, SecretCode.Read(typed).Problem!.En, StringComparison.Ordinal);

    [Fact]
    public void Words_cannot_be_taken_for_each_other_on_the_telephone()
    {
        var chinese = File.ReadAllLines(Path.Combine(Docs.Repository.Root, "src/Kernel/Sealing/Words/zh.txt")).Select(l => l.Split(' ')).ToList();
        Assert.Equal(256, chinese.Count);
        Assert.All(chinese, l => Assert.Equal(2, l[0].Length));
        // Without tones, and with the sounds that many dialects do not tell apart taken as one.
        var sounds = chinese.ConvertAll(l => Folded(l[1]));
        var english = SecretCode.WordsOf(Language.English);
        Assert.Equal(256, english.Distinct().Count());
        Assert.Equal(256, english.Select(w => w[..Math.Min(4, w.Length)]).Distinct().Count());
        for (var i = 0; i < 256; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.True(Distance(sounds[i], sounds[j]) >= 2, $"{chinese[i][0]} {chinese[j][0]}");
                Assert.True(Distance(english[i], english[j]) >= 3, $"{english[i]} {english[j]}");
            }
        }
    }

    [Fact]
    public void The_lookup_tells_nothing_about_other_installations()
    {
        var code = SecretCode.New();
        Assert.Equal(code.Lookup("a"), code.Lookup("a"));
        Assert.NotEqual(code.Lookup("a"), code.Lookup("b"));
        Assert.NotEqual(code.Lookup("a"), SecretCode.New().Lookup("a"));
    }

    private static string Folded(string sound) => string.Concat(sound.Split('-').Select(s =>
    {
        s = s.Replace("zh", "z", StringComparison.Ordinal).Replace("ch", "c", StringComparison.Ordinal).Replace("sh", "s", StringComparison.Ordinal);
        if (s[0] is 'n' or 'r') s = 'l' + s[1..];
        return s.EndsWith("ng", StringComparison.Ordinal) && s[^3] is 'a' or 'e' or 'i' ? s[..^1] : s;
    }));

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++) (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
