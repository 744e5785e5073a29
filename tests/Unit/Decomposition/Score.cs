using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Tests.Unit.Decomposition;

/// <summary>How well the proposals agree with the marks of a person. A duty is found where the spans share at least half of their union.</summary>
internal sealed record Score(int Duties, int Found, int NotDuties, int WronglyProposed, int Parties, int PartiesRight, int Cycles, int CyclesRight, IReadOnlyList<string> Differences)
{
    // The words in which the speeches state cycles; an interval the text leaves open is "ongoing".
    private static readonly Dictionary<string, Cycle> StatedCycles = new()
    {
        ["weekly"] = Cycle.Ongoing, ["monthly"] = Cycle.Monthly, ["ongoing"] = Cycle.Ongoing, ["quarterly"] = Cycle.Quarterly, ["half-yearly"] = Cycle.HalfYearly, ["yearly"] = Cycle.Yearly,
        ["一月一考评"] = Cycle.Monthly, ["一月一通报"] = Cycle.Monthly, ["季度"] = Cycle.Quarterly, ["每半年"] = Cycle.HalfYearly, ["年度"] = Cycle.Yearly, ["每年"] = Cycle.Yearly,
        ["持续"] = Cycle.Ongoing, ["实时"] = Cycle.Ongoing, ["动态"] = Cycle.Ongoing, ["定期"] = Cycle.Ongoing, ["经常"] = Cycle.Ongoing, ["重要节日"] = Cycle.Ongoing,
    };

    public double FoundRate => Rate(Found, Duties);

    public double WronglyProposedRate => Rate(WronglyProposed, NotDuties);

    public double PartyRate => Rate(PartiesRight, Parties);

    public double CycleRate => Rate(CyclesRight, Cycles);

    public static Score Of(Gold gold)
    {
        var proposals = gold.Texts.ToDictionary(t => t.Key, t => Decomposer.Decompose(t.Value).Duties.ToList());
        int found = 0, wrong = 0, parties = 0, partiesRight = 0, cycles = 0, cyclesRight = 0;
        var differences = new List<string>();
        foreach (var mark in gold.Marks)
        {
            if (!mark.IsDuty)
            {
                // Stricter than the overlap of spans: no half of a passage that is no duty may stand inside a proposal, however long.
                if (proposals[mark.File].Sum(d => Shared(mark.At, d.At)) >= 0.5 * mark.At.Length)
                    (wrong, _) = (wrong + 1, Differ($"proposed though no duty: {mark.Quote}"));
                continue;
            }

            var best = proposals[mark.File].MaxBy(d => Overlap(mark.At, d.At));
            var duty = best is not null && Overlap(mark.At, best.At) >= 0.5 ? best : null;
            found += duty is null ? 0 : 1;
            if (duty is null)
                Differ($"not found: {mark.Quote}");
            if (mark.ResponsibleExplicit)
            {
                parties++;
                if (duty?.Responsible == mark.Responsible)
                    partiesRight++;
                else
                    Differ($"responsible {duty?.Responsible}, marked {mark.Responsible}: {mark.Quote}");
            }

            if (mark.Cycle is { } cycle)
            {
                cycles++;
                if (duty?.Cycle == StatedCycles[cycle])
                    cyclesRight++;
                else
                    Differ($"cycle {duty?.Cycle}, marked {cycle}: {mark.Quote}");
            }
        }

        return new(gold.Marks.Count(m => m.IsDuty), found, gold.Marks.Count(m => !m.IsDuty), wrong, parties, partiesRight, cycles, cyclesRight, differences);

        bool Differ(string difference)
        {
            differences.Add(difference);
            return true;
        }
    }

    public override string ToString() =>
        $"duties found {Found}/{Duties}, not-duties proposed {WronglyProposed}/{NotDuties}, named parties right {PartiesRight}/{Parties}, stated cycles right {CyclesRight}/{Cycles}"
        + string.Concat(Differences.Select(d => Environment.NewLine + "  " + d));

    private static double Overlap(Span a, Span b) => (double)Shared(a, b) / (Math.Max(a.End, b.End) - Math.Min(a.Start, b.Start));

    private static int Shared(Span a, Span b) => Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start));

    private static double Rate(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
