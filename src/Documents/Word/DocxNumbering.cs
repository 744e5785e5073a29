using System.Globalization;
using System.Xml.Linq;
using Qinglian.Documents.Uploads;
using static Qinglian.Documents.Word.DocxText;

namespace Qinglian.Documents.Word;

/// <summary>Counts the automatic numbers of a .docx, which stand nowhere in its text.</summary>
internal sealed class DocxNumbering
{
    private sealed record Level(int Start, string Format, string Text, string Suffix);

    private readonly Dictionary<string, Level[]> _lists = [];
    private readonly Dictionary<string, string> _abstractOf = [];
    private readonly Dictionary<string, (string? List, string? Level, string? BasedOn)> _styles = [];
    private readonly Dictionary<string, int?[]> _counts = [];

    public static DocxNumbering Read(Archive archive)
    {
        var numbering = new DocxNumbering();
        if (Load(archive, "word/numbering.xml") is { } lists)
        {
            numbering.ReadLists(lists);
        }
        foreach (var style in Load(archive, "word/styles.xml")?.Elements().Where(e => e.Name.LocalName == "style") ?? [])
        {
            if (Attribute(style, "styleId") is { } id)
            {
                var number = Child(Child(style, "pPr"), "numPr");
                numbering._styles[id] = (Value(Child(number, "numId")), Value(Child(number, "ilvl")), Value(Child(style, "basedOn")));
            }
        }
        return numbering;
    }

    /// <summary>The number before a paragraph with these properties, its gap included; empty where it has none.</summary>
    public string Next(XElement? properties)
    {
        var own = Child(properties, "numPr");
        var (list, at) = (Value(Child(own, "numId")), Value(Child(own, "ilvl")));
        var style = Value(Child(properties, "pStyle"));
        for (var depth = 0; list is null && style is not null && depth < 20 && _styles.TryGetValue(style, out var named); depth++)
        {
            (list, at, style) = (named.List, at ?? named.Level, named.BasedOn);
        }
        if (list is null or "0" || !_abstractOf.TryGetValue(list, out var abstractId) || !_lists.TryGetValue(abstractId, out var levels)
            || !int.TryParse(at ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var level) || level >= levels.Length)
        {
            return "";
        }
        var counts = _counts.TryGetValue(abstractId, out var known) ? known : _counts[abstractId] = new int?[levels.Length];
        counts[level] = counts[level] is { } last ? last + 1 : levels[level].Start;
        Array.Clear(counts, level + 1, counts.Length - level - 1);
        return Text(levels, counts, level);
    }

    private static string Text(Level[] levels, int?[] counts, int level)
    {
        var shown = levels[level];
        if (shown.Format == "bullet")
        {
            return "• ";
        }
        var text = shown.Text;
        for (var i = 0; i <= level; i++)
        {
            text = text.Replace($"%{i + 1}", Shown(levels[i].Format, counts[i] ?? levels[i].Start), StringComparison.Ordinal);
        }
        // After a Chinese sign the tab is only room; elsewhere it parts number and word.
        return shown.Suffix == "nothing" || text.Length == 0 || text[^1] is '、' or '）' or '．' || (shown.Suffix == "tab" && text[^1] > '\u2E80') ? text : text + " ";
    }

    private static string Shown(string format, int number) => format switch
    {
        "none" => "",
        "chineseCounting" or "chineseCountingThousand" or "japaneseCounting" or "taiwaneseCounting" or "taiwaneseCountingThousand" or "ideographDigital" or "japaneseDigitalTenThousand" or "koreanDigital2" => HeadingNumbers.Chinese(number),
        "chineseLegalSimplified" or "ideographLegalTraditional" => string.Concat(HeadingNumbers.Chinese(number).Select(c => "零一二三四五六七八九十百千".IndexOf(c, StringComparison.Ordinal) is var i and >= 0 ? "零壹贰叁肆伍陆柒捌玖拾佰仟"[i] : c)),
        "ideographTraditional" when number is >= 1 and <= 10 => "甲乙丙丁戊己庚辛壬癸"[number - 1].ToString(),
        "upperRoman" => HeadingNumbers.Roman(number),
        "lowerRoman" => HeadingNumbers.Roman(number).ToLowerInvariant(),
        "upperLetter" => HeadingNumbers.Letters(number),
        "lowerLetter" => HeadingNumbers.Letters(number).ToLowerInvariant(),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when number is >= 1 and <= 20 => ((char)('①' + number - 1)).ToString(),
        "decimalFullWidth" or "decimalFullWidth2" => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => (char)(c + 0xFEE0))),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private void ReadLists(XElement root)
    {
        foreach (var list in root.Elements().Where(e => e.Name.LocalName == "abstractNum"))
        {
            if (Attribute(list, "abstractNumId") is { } id)
            {
                _lists[id] = [.. list.Elements().Where(e => e.Name.LocalName == "lvl").Take(9).Select(Read)];
            }
        }
        foreach (var number in root.Elements().Where(e => e.Name.LocalName == "num"))
        {
            if (Attribute(number, "numId") is { } id && Value(Child(number, "abstractNumId")) is { } abstractId)
            {
                // A list that starts over counts for itself.
                var overrides = number.Elements().Where(e => e.Name.LocalName == "lvlOverride").ToList();
                if (overrides.Count > 0 && _lists.TryGetValue(abstractId, out var levels))
                {
                    levels = [.. levels];
                    foreach (var change in overrides)
                    {
                        if (int.TryParse(Attribute(change, "ilvl"), out var at) && at >= 0 && at < levels.Length)
                        {
                            levels[at] = Child(change, "lvl") is { } whole ? Read(whole) : levels[at];
                            levels[at] = Value(Child(change, "startOverride")) is { } start && int.TryParse(start, out var first) ? levels[at] with { Start = first } : levels[at];
                        }
                    }
                    _lists[abstractId = $"{abstractId}/{id}"] = levels;
                }
                _abstractOf[id] = abstractId;
            }
        }
    }

    private static Level Read(XElement level) => new(
        int.TryParse(Value(Child(level, "start")), out var start) ? start : 1,
        Value(Child(level, "numFmt")) ?? "decimal",
        Value(Child(level, "lvlText")) ?? "",
        Value(Child(level, "suff")) ?? "tab");

    private static string? Attribute(XElement element, string name) => element.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value;

    private static XElement? Load(Archive archive, string path)
    {
        using var reader = archive.Xml(path);
        return reader is null ? null : XElement.Load(reader);
    }
}
