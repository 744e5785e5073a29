using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Decomposition;
using DutyCycle = Qinglian.Responsibilities.Decomposition.Cycle;

namespace Qinglian.Responsibilities.Documents;

/// <summary>Where a policy document stands.</summary>
public enum DocumentState
{
    [Words("已导入", "imported")] Imported,
    [Words("核对中", "under review")] UnderReview,
    [Words("已分解下达", "duties issued")] Issued,
    [Words("已办结", "closed")] Closed,
}

/// <summary>
/// A speech or notice whose duties are taken out of it (R08). Every word of the text belongs to a proposal or to a passage that is not
/// proposed for a stated reason, whatever is edited, split or merged.
/// </summary>
public sealed partial class PolicyDocument : Dossier<DocumentState>
{
    private PolicyDocument() { }

    internal PolicyDocument(UnitId unit, string title, string text) => (Unit, Title, Text) = (unit, title, text);

    /// <summary>The text as it was decoded; all places count its UTF-16 units.</summary>
    public string Text { get; private set; } = "";

    public string? FileName { get; internal set; }

    /// <summary>Null where the text was pasted.</summary>
    public TextEncoding? Encoding { get; internal set; }

    /// <summary>SHA-256 of the file's bytes, or of the pasted text in UTF-8.</summary>
    public string Sha256 { get; internal set; } = "";

    public FileId? File { get; internal set; }
    public string? IssuedBy { get; internal set; }
    public string? DocumentNumber { get; internal set; }
    public DateOnly? IssuedOn { get; internal set; }

    public List<Proposal> Proposals { get; internal set; } = [];
    public List<Leftover> Leftovers { get; internal set; } = [];

    public Proposal? Find(int number) => number >= 1 && number <= Proposals.Count ? Proposals[number - 1] : null;

    public string TextOf(Proposal proposal) => proposal.At.Of(Text);

    /// <summary>How many proposals stand at each decision.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<ProposalState, int> Counts => Proposals.CountBy(p => p.State).ToDictionary();

    /// <summary>The words that belong to no passage. Always empty; a test and the page look.</summary>
    public IReadOnlyList<Span> Uncovered() =>
        [.. Coverage.Gaps(Text, Proposals.Where(p => p.Live).Select(p => p.At).Concat(Leftovers.Select(l => l.At)))];

    /// <summary>A live proposal that shares words with <paramref name="span"/>, other than the ones named.</summary>
    internal Proposal? Overlapping(Span span, params IReadOnlyList<int> except) => Proposals.Find(p =>
        p is { Live: true, State: not ProposalState.Rejected } && p.At.Start < span.End && span.Start < p.At.End && !except.Contains(p.Number));

    internal void Correct(string title, string? issuedBy, string? number, DateOnly? issuedOn) => (Title, IssuedBy, DocumentNumber, IssuedOn) = (title, issuedBy, number, issuedOn);

    protected override IEnumerable<string?> FoundBy => [IssuedBy, DocumentNumber, FileName, Text];

    internal void Replace(Proposal changed) => Proposals[changed.Number - 1] = changed;

    internal Proposal Add(Proposal proposal)
    {
        var numbered = proposal with { Number = Proposals.Count + 1 };
        Proposals.Add(numbered);
        for (var i = 0; i < Leftovers.Count; i++)
        {
            if (Leftovers[i].Proposal is null && numbered.At.Contains(Leftovers[i].At)) Leftovers[i] = Leftovers[i] with { Proposal = numbered.Number };
        }

        return numbered;
    }

    /// <summary>Enters as left over whatever words an edit cut off.</summary>
    internal void KeepWhatWasCutOff(PersonId by)
    {
        foreach (var gap in Uncovered()) Leftovers.Add(new(Leftovers.Count + 1, gap, null, null, by, null));
    }

    internal void Read(Decomposition.Decomposition found)
    {
        foreach (var passage in found.Passages)
        {
            if (passage is Duty duty)
            {
                Proposals.Add(new(Proposals.Count + 1, duty.At)
                {
                    Rule = duty.Rule,
                    Trigger = duty.Trigger,
                    Responsible = duty.Responsible,
                    ResponsibleExplicit = duty.ResponsibleExplicit,
                    ResponsibleAt = duty.ResponsibleAt,
                    StatedCycle = duty.Cycle,
                    CycleAt = duty.CycleAt,
                    Schedule = Schedule(duty),
                    StatedDue = duty.Due,
                    DueAt = duty.DueAt,
                    Deliverable = duty.Deliverable,
                });
            }
            else if (passage is NotDuty not)
            {
                Leftovers.Add(new(Leftovers.Count + 1, not.At, not.Reason, not.Trigger, null, null));
            }
        }

        KeepWhatWasCutOff(default);
    }

    // 定期 and 及时 name no interval: none is put in their place.
    private static string? Schedule(Duty duty) => (duty.Cycle switch
    {
        DutyCycle.Monthly => ByDay(duty) is { } day ? Recurring.ByDayOfMonth(day) : Recurring.Monthly,
        DutyCycle.Quarterly => Recurring.Quarterly,
        DutyCycle.HalfYearly => Recurring.HalfYearly,
        DutyCycle.Yearly => Recurring.Yearly,
        DutyCycle.Ongoing => duty.StatedCycle?.Contains("定期", StringComparison.Ordinal) is true ? new ToBeSet(Unstated.Periodically) : (Kernel.Cycle)new Ongoing(),
        _ => null,
    })?.ToString();

    private static int? ByDay(Duty duty) =>
        MonthlyDay().Match($"{duty.StatedCycle}{duty.Due}") is { Success: true } found && int.Parse(found.Groups[1].Value, Cultures.Chinese) is >= 1 and <= 31 and var day ? day : null;

    [GeneratedRegex("每月(?:的)?([0-9]{1,2})[日号](?:以)?前")]
    private static partial Regex MonthlyDay();
}
