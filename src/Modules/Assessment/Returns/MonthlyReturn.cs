using System.Text.Json.Serialization;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Returns;

/// <summary>Where a return stands. One that is sent is locked: a correction is a further edition beside it.</summary>
public enum ReturnState
{
    [Words("待报送", "to be sent")] Open,
    [Words("已报送（锁定）", "sent and locked")] Sent,
    [Words("未报（已登记）", "not sent, on record")] Missing,
}

/// <summary>A figure a unit gives.</summary>
public sealed record TypedFigure(string Code, int Number);

/// <summary>A remark beside a figure: why it jumped, or what is wrong with one that was counted.</summary>
public sealed record FigureRemark(string Code, string Text);

/// <summary>The figures of a return as they are handed in, with the remarks beside them.</summary>
public sealed record FigureSheet(IReadOnlyList<TypedFigure> Figures, IReadOnlyList<FigureRemark> Remarks);

/// <summary>What the same unit gave before, to compare with.</summary>
/// <param name="Month">The month before; null where there was none.</param>
/// <param name="Year">The year up to that month.</param>
public sealed record Before(IReadOnlyDictionary<string, int>? Month, IReadOnlyDictionary<string, int> Year)
{
    public static readonly Before Nothing = new(null, new Dictionary<string, int>());
}

/// <summary>The return of one unit for one month in one edition (R117).</summary>
public sealed class MonthlyReturn : Dossier<ReturnState>
{
    private MonthlyReturn() { }

    internal MonthlyReturn(UnitId unit, Period period) => (Unit, Period, Title) = (unit, period.ToString(), $"{period.Words.Zh}月报");

    [Words("所属月份", "Month")]
    public string Period { get; internal set; } = "";

    /// <summary>1, and one more with every correction.</summary>
    [Words("第几稿", "Edition")]
    public int Edition { get; internal set; } = 1;

    [Words("月报表单版本", "Version of the form")]
    public string Form { get; internal set; } = "";

    [Words("报送期限", "To be sent by")]
    public DateOnly Due { get; internal set; }

    [Words("报送日期", "Sent on")]
    public DateOnly? SentOn { get; internal set; }

    /// <summary>Nothing of what is asked for happened, said in so many words.</summary>
    [Words("零报告", "Zero return")]
    public bool? Zero { get; internal set; }

    [Words("落实十条纪律情况", "How the ten disciplines are observed"), Prose]
    public string? Observance { get; internal set; }

    [Words("更正理由", "Reason of the correction"), Prose]
    public string? Reason { get; internal set; }

    [Words("未报说明", "Why none was sent"), Prose]
    public string? MissingBecause { get; internal set; }

    /// <summary>What the records gave, by the code of the indicator.</summary>
    public Dictionary<string, int> Counted { get; internal set; } = [];

    public List<AskedFigure> Asked { get; internal set; } = [];
    public Dictionary<string, int> Typed { get; internal set; } = [];
    public List<FigureRemark> Remarks { get; internal set; } = [];
    public Before Before { get; internal set; } = Before.Nothing;

    /// <summary>The reminder of the day after the due day was written.</summary>
    public bool Noted { get; internal set; }

    [JsonIgnore]
    public Period Month => Kernel.Period.Parse(Period);

    /// <summary>Sent after the due day. Corrections never count as late: what counts is the first edition.</summary>
    [JsonIgnore]
    public bool Late => Edition == 1 && SentOn > Due;

    internal void HangBelow(Guid first) => Parent = first;
}
