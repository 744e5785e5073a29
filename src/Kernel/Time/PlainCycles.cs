namespace Qinglian.Kernel;

/// <summary>Once, on a date.</summary>
public sealed record Once(DateOnly On) : Cycle
{
    public override CycleKind Kind => CycleKind.ByCalendar;

    public override Words Words => new($"{On.InWords.Zh}一次", $"once, by {On.InWords.En}");

    private protected override string Stored => $"once:{On.Iso}";

    private protected override IEnumerable<Occurrence> Upcoming(DateOnly from, WorkingCalendar calendar) =>
        On >= from ? [new(On, Provisional: false)] : [];
}

/// <summary>经常, 平时, 常态化, 持续: it never ends and is never due; the days since the last record are shown.</summary>
public sealed record Ongoing : Cycle
{
    public override CycleKind Kind => CycleKind.Ongoing;

    public override Words Words => new("持续进行", "ongoing");

    private protected override string Stored => "ongoing";
}

/// <summary>The words by which a document asks for an interval without giving one.</summary>
public enum Unstated
{
    [Words("定期（间隔由本单位设定）", "periodically, at an interval the organ must set")] Periodically,
    [Words("及时（时限由本单位设定）", "promptly, within a time the organ must set")] Promptly,
}

/// <summary>定期, 及时: the interval is never assumed. Nothing falls due until the organ puts another cycle in its place.</summary>
public sealed record ToBeSet(Unstated Asked) : Cycle
{
    public override CycleKind Kind => CycleKind.ToBeSet;

    public override Words Words => Words.Of(Asked);

    private protected override string Stored => Asked switch
    {
        Unstated.Periodically => "unset:periodically",
        Unstated.Promptly => "unset:promptly",
    };
}
