using Qinglian.Assessment.ReturnForms;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Assessment.Appraisals;

/// <summary>Works the appraisals of a month out from the records, once its returns are due.</summary>
public sealed class Appraisals(Desk desk, IDossiers dossiers, Returns.Returns returns, IRegistrar registrar, RegisterBook book, Counting counting, IRules rules, LocalTime time)
{
    /// <summary>The plan of a month and its items; null where none was published before the month began.</summary>
    public async Task<(AppraisalPlanRow Plan, IReadOnlyList<AppraisalItemRow> Items)?> PlanAsync(Period month, CancellationToken cancel)
    {
        AppraisalPlanRow? plan = null;
        await foreach (var entry in registrar.AllAsync(book.Of<AppraisalPlanRow>(), new() { On = month.First }, Actor.System, cancel))
        {
            var row = entry.As<AppraisalPlanRow>();
            if (row.State is FormState.Published && (plan is null || string.CompareOrdinal(row.Version, plan.Version) > 0)) plan = row;
        }

        if (plan is null) return null;
        var items = new List<AppraisalItemRow>();
        await foreach (var entry in registrar.AllAsync(book.Of<AppraisalItemRow>(), new() { On = month.First, Where = [(nameof(AppraisalItemRow.Version), plan.Version)] }, Actor.System, cancel)) items.Add(entry.As<AppraisalItemRow>());
        return (plan, [.. items.OrderBy(i => i.Order)]);
    }

    /// <summary>Draws up what is missing of a month whose returns were due before today. Safe to repeat.</summary>
    public async Task<int> DrawUpAsync(Period month, CancellationToken cancel)
    {
        if (ReturnSettings.DueFor(month, rules.Settings, rules.Calendar).On >= time.Today || await PlanAsync(month, cancel) is not { } plan) return 0;

        var first = (await returns.AllEditionsAsync([month], null, Actor.System, cancel)).Where(r => r.Edition == 1).ToList();
        var drawn = (await ReadAsync([month], Actor.System, cancel)).Select(a => a.Unit).ToHashSet();
        var missing = first.Where(r => !drawn.Contains(r.Unit)).ToList();
        if (missing.Count == 0) return 0;

        var reporting = new Reporting(rules.Organisation, rules.Settings);
        var figures = new Dictionary<string, IReadOnlyDictionary<UnitId, int>>();
        foreach (var indicator in plan.Items.SelectMany(i => (string?[])[i.Indicator, i.Against]).OfType<string>().Distinct().Select(book.Owners.Indicator).OfType<Indicator>())
        {
            figures[indicator.Code] = reporting.Gather(await counting.ByUnitAsync(indicator, month, cancel));
        }

        var earlier = (await ReadAsync([month.Plus(-1), month.Plus(-2), month.Plus(-3)], Actor.System, cancel)).ToLookup(a => a.Unit);
        var done = 0;
        foreach (var @return in missing)
        {
            var lines = Scoring.Lines(plan.Items, Grid.StandingOf(@return, time.Today), code => figures.GetValueOrDefault(code)?.GetValueOrDefault(@return.Unit) ?? 0);
            var form = new DrawUpAppraisal(@return.Unit, month.ToString(), plan.Plan.Version, lines, LowInARow(month, earlier[@return.Unit]));
            if (await desk.OpenAsync(PeriodicIds.Of("appraisal", @return.Unit, month, 1), form, Actor.System, cancel) is null) done++;
        }

        return done;
    }

    /// <summary>The appraisals of these months that the actor may see: one indexed query.</summary>
    public async Task<IReadOnlyList<Appraisal>> ReadAsync(IReadOnlyList<Period> months, Actor actor, CancellationToken cancel)
    {
        var found = new List<Appraisal>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "appraisal", Periods = months, Take = 20_000 }, actor, cancel)) found.Add((Appraisal)dossier);
        return found;
    }

    private int LowInARow(Period month, IEnumerable<Appraisal> earlier)
    {
        var low = rules.Settings.Number(AppraisalSettings.Low);
        var byMonth = earlier.ToDictionary(a => a.Month, a => a.Points);
        var count = 0;
        for (var before = month.Previous; byMonth.TryGetValue(before, out var points) && points < low; before = before.Previous) count++;
        return count;
    }
}

/// <summary>Draws the appraisals of the last months up as soon as their returns are due.</summary>
public sealed class AppraisalJob(Appraisals appraisals) : IJob
{
    private const int MonthsBack = 3;

    public string Code => "assessment.appraisals";
    public Words Name => new("生成月考评", "Monthly appraisals");
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var done = 0;
        var last = Period.Of(PeriodKind.Month, run.Today).Previous;
        for (var back = MonthsBack - 1; back >= 0; back--) run.Report(done += await appraisals.DrawUpAsync(last.Plus(-back), cancel), 0);
    }
}
