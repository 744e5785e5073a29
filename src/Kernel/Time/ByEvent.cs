namespace Qinglian.Kernel;

/// <summary>What something has to be done before.</summary>
public enum Milestone
{
    [Words("上任", "taking office")] TakingOffice,
    [Words("上岗", "taking up a post")] TakingUpPost,
    [Words("开会", "a meeting")] Meeting,
}

/// <summary>A stated time before an event whose day is known beforehand: education before taking up a post.</summary>
public sealed record BeforeEvent : Cycle
{
    public BeforeEvent(Milestone before, Term lead)
    {
        RequireLead(lead, nameof(lead));
        (Before, Lead) = (before, lead);
    }

    public Milestone Before { get; }

    public Term Lead { get; }

    public override CycleKind Kind => CycleKind.ByEvent;

    public override Words Words => new($"{Words.Of(Before).Zh}前{Lead.Words.Zh}", $"{Lead.Words.En} before {Words.Of(Before).En}");

    private protected override string Stored => $"before:{Code(Before)}:{Lead}";

    public override Occurrence DueFor(DateOnly eventOn, WorkingCalendar calendar)
    {
        var due = calendar.LastDayBefore(eventOn, Lead);
        return new(due.On, due.Provisional, Occasion: new Words("{0}（{1}）", "{0} ({1})").With(Words.Of(Before), eventOn.InWords));
    }

    internal static string Code(Milestone before) => before switch
    {
        Milestone.TakingOffice => "taking-office",
        Milestone.TakingUpPost => "taking-up-post",
        Milestone.Meeting => "meeting",
    };
}

/// <summary>On each change, and with a term within that time of it: an archive that is kept up to date, data judged as it arrives.</summary>
public sealed record OnEachChange : Cycle
{
    /// <param name="within">How long after the change; without one, on the day itself.</param>
    public OnEachChange(Term? within = null)
    {
        if (within is { } term) RequireDays(term, nameof(within));
        Within = within;
    }

    public Term? Within { get; }

    public override CycleKind Kind => CycleKind.ByEvent;

    public override Words Words => Within is { } within
        ? new($"每次变动后{within.Words.Zh}内", $"within {within.Words.En} of each change")
        : new("每次变动时", "on each change");

    private protected override string Stored => Within is { } within ? $"on-change:{within}" : "on-change";

    public override Occurrence DueFor(DateOnly eventOn, WorkingCalendar calendar)
    {
        if (Within is not { } within) return new(eventOn, Provisional: false);

        var due = calendar.LastDay(eventOn, within);
        return new(due.On, due.Provisional);
    }
}
