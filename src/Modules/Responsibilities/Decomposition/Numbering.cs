using System.Text.RegularExpressions;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Numbers of headings and of items within a sentence. Their order is never relied on: real documents mix them.</summary>
internal static partial class Numbering
{
    /// <summary>At the start of a line: 一、 （一） 1. （1） ① 第一， 第一章.</summary>
    [GeneratedRegex("""^(第[一二三四五六七八九十百0-9]{1,5}([章节条款项部编]|[，、：]|部分|个方面)|[（][一二三四五六七八九十0-9]{1,3}[）]|[一二三四五六七八九十]{1,3}[、.．：]|[0-9]{1,2}(\.[0-9]{1,2})*([、.．。）]|(?=[\u4e00-\u9fff]{4}))|[①-⑳])""")]
    private static partial Regex OfLine();

    /// <summary>Within a sentence: 一是 二要（要 stays with the verb） 第三， （二）.</summary>
    [GeneratedRegex("""\G(第[一二三四五六七八九十百0-9]{1,5}[条款](之[一二三四五六])?(?![、和与至规的])|[（][一二三四五六七八九十0-9]{1,3}[）]|[0-9]{1,2}[、.．。）](?=[\u4e00-\u9fff])|[①-⑳]|[一二三四五六七八九十](是(?!否)|(?=要))|[一二三四五六七八九十]、|第[一二三四五六七八九十](?=[，、：]|$|是|要)|第[一二三四五六七八九十][，、：]?(?=[要是]))是?""")]
    private static partial Regex Inline();

    public static int LineLength(string line) => OfLine().Match(line).Length;

    public static int SkipInline(string text, int at) => at < text.Length && Inline().Match(text, at) is { Success: true } match ? at + match.Length : at;

    public static bool IsOrdinal(string line) => line.StartsWith('第') && OfLine().IsMatch(line);
}
