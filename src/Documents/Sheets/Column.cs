using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>What a column holds, and as which type its values travel in a row.</summary>
public enum ColumnKind
{
    /// <summary>A <see cref="string"/>: names, numbers of identity cards, telephone numbers.</summary>
    [Words("文字", "Text")]
    Text,

    /// <summary>A <see cref="string"/> of several lines.</summary>
    [Words("长文字", "Long text")]
    LongText,

    /// <summary>A <see cref="long"/>.</summary>
    [Words("整数", "Whole number")]
    Integer,

    /// <summary>A <see cref="decimal"/>.</summary>
    [Words("小数", "Number")]
    Decimal,

    /// <summary>A <see cref="long"/> in fen; people see and type yuan, or ten thousand yuan where the heading says 万元.</summary>
    [Words("金额", "Money")]
    Money,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    [Words("日期", "Date")]
    Date,

    /// <summary>A <see cref="bool"/>.</summary>
    [Words("是否", "Yes or no")]
    Boolean,

    /// <summary>The code, a <see cref="string"/>, of one of the choices.</summary>
    [Words("选项", "Choice")]
    Choice,
}

/// <summary>One column of a list: what it is called in both languages, what it holds, and under which other headings it is recognised.</summary>
/// <param name="MaxLength">Most characters of a text; null leaves the limit of a cell.</param>
public sealed record Column(
    string Code,
    Words Name,
    ColumnKind Kind = ColumnKind.Text,
    bool Required = false,
    IReadOnlyList<(string Code, Words Name)>? Choices = null,
    IReadOnlyList<string>? Aliases = null,
    int? MaxLength = null)
{
    internal bool IsText => Kind is ColumnKind.Text or ColumnKind.LongText;

    internal bool IsNumber => Kind is ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Money;

    /// <summary>How many fen one unit of this column's own heading is.</summary>
    internal decimal FenPerUnit => FenPer(Name.Zh);

    internal static decimal FenPer(string heading) => heading.Contains("万元", StringComparison.Ordinal) ? 1_000_000m : 100m;

    /// <summary>The text of a choice; where two choices read alike, the code tells them apart.</summary>
    internal string ChoiceText(string code, Language language)
    {
        foreach (var choice in Choices ?? [])
        {
            if (choice.Code == code)
            {
                var text = choice.Name.In(language);
                return Choices!.Count(other => other.Name.In(language) == text) > 1 ? $"{text} ({code})" : text;
            }
        }
        return code;
    }
}
