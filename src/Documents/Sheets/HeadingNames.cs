using System.Text.RegularExpressions;

namespace Qinglian.Documents.Sheets;

/// <summary>Recognises headings: by either language, by alias, by what was remembered from last time, with blanks, stars and units in brackets overlooked.</summary>
internal sealed partial class HeadingNames
{
    private readonly Dictionary<string, Column?> _exact = [];
    private readonly Dictionary<string, Column?> _loose = [];

    /// <param name="mapping">Heading to column code; an empty code means that the heading is to be left out.</param>
    public HeadingNames(IReadOnlyList<Column> columns, IReadOnlyDictionary<string, string>? mapping)
    {
        foreach (var (heading, code) in mapping ?? new Dictionary<string, string>())
        {
            _exact[Plain(heading)] = columns.FirstOrDefault(column => column.Code == code);
        }
        foreach (var column in columns)
        {
            foreach (var name in (string[])[column.Name.Zh, column.Name.En, column.Code, .. column.Aliases ?? []])
            {
                _exact.TryAdd(Plain(name), column);
                var loose = Loose(name);
                // Two columns that differ only in their brackets must be told apart by them.
                _loose[loose] = _loose.TryGetValue(loose, out var other) && other != column ? null : column;
            }
        }
    }

    public Column? Find(string heading) =>
        heading.Length is 0 or > 200 ? null : _exact.TryGetValue(Plain(heading), out var column) ? column : _loose.GetValueOrDefault(Loose(heading));

    /// <summary>Headings that are understood and carry nothing to read: serial numbers, and the reasons of a failure file.</summary>
    public bool IsIgnored(string heading) => Plain(heading) switch
    {
        "序号" or "no." or "no" or "#" or "编号no." or "错误原因" or "reasonforrefusal" or SheetNames.Key => true,
        var plain => _exact.TryGetValue(plain, out var column) && column is null,
    };

    /// <summary>Under a heading in two levels, 姓名 below 联系人 is first looked for as 联系人姓名.</summary>
    public Column? Find(RawRow row, RawRow? above, int place) =>
        (above is { } upper && !row[place].Filled && upper[place] is { IsEmpty: false } group ? Find(group.Text + row[place].Text) : null) ?? Find(row[place].Text);

    /// <summary>How many different columns a row names.</summary>
    public int Score(RawRow row, RawRow? above)
    {
        var found = new HashSet<Column>(ReferenceEqualityComparer.Instance);
        for (var place = 0; place < row.Cells.Length; place++)
        {
            if (row[place].Kind == RawKind.Text && Find(row, above, place) is { } column)
            {
                found.Add(column);
            }
        }
        return found.Count;
    }

    public static string Plain(string heading) => Ornaments().Replace(CellText.Narrow(heading), "").ToLowerInvariant();

    private static string Loose(string heading) => Plain(Brackets().Replace(CellText.Narrow(heading), ""));

    [GeneratedRegex(@"[\s*:_]+(?!qinglian_key)")]
    private static partial Regex Ornaments();

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")]
    private static partial Regex Brackets();
}
