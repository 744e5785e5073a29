using System.Security.Cryptography;
using System.Text;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Returns;

/// <summary>Opens returns with what the records give, counts again while they are open, and makes new editions of those that were sent.</summary>
public sealed class Returns(Desk desk, IDossiers dossiers, FormReading forms, Counting counting, IRules rules, LocalTime time)
{
    /// <summary>Opens what is missing of a month that is over: one return for each unit that sends one. Safe to repeat.</summary>
    /// <returns>How many were opened.</returns>
    public async Task<int> OpenAsync(Period month, CancellationToken cancel)
    {
        if (month.Last >= time.Today || await forms.OfAsync(month, cancel) is not { } form) return 0;

        var reporting = new Reporting(rules.Organisation, rules.Settings);
        var there = (await ReadAsync([month], null, Actor.System, cancel)).Select(r => r.Unit).ToHashSet();
        var missing = reporting.Units.Where(u => !there.Contains(u.Id)).ToList();
        if (missing.Count == 0) return 0;

        var figures = new Dictionary<string, IReadOnlyDictionary<UnitId, int>>();
        foreach (var indicator in form.Counted) figures[indicator.Code] = reporting.Gather(await counting.ByUnitAsync(indicator, month, cancel));
        var earlier = (await ReadAsync(EarlierThan(month), null, Actor.System, cancel)).ToLookup(r => r.Unit);
        var due = ReturnSettings.DueFor(month, rules.Settings, rules.Calendar).On;
        var opened = 0;
        foreach (var unit in missing)
        {
            var counted = figures.ToDictionary(f => f.Key, f => f.Value.GetValueOrDefault(unit.Id));
            var opening = new OpenReturn(unit.Id, month.ToString(), form.Version, due, counted, form.Asked, BeforeOf(month, earlier[unit.Id]));
            if (await desk.OpenAsync(IdOf(unit.Id, month), opening, Actor.System, cancel) is null) opened++;
        }

        return opened;
    }

    /// <summary>Counts again what the records give. A return that is sent stays as it was sent.</summary>
    public async Task<MonthlyReturn> RefreshAsync(MonthlyReturn @return, CancellationToken cancel)
    {
        if (@return.State is not ReturnState.Open) return @return;

        var (counted, before) = await NowAsync(@return, cancel);
        if (Same(counted, @return.Counted) && Same(before.Year, @return.Before.Year) && Same(before.Month, @return.Before.Month)) return @return;

        await desk.ActAsync(@return.Id, new Recount(counted, before), Actor.System, null, cancel);
        return (MonthlyReturn)(await dossiers.FindAsync(@return.Id, Actor.System, cancel))!;
    }

    /// <summary>A further edition of a return that was sent, by whoever may send it.</summary>
    /// <returns>The id of the new edition, or why there is none.</returns>
    public async Task<(Guid Id, Refusal? Refusal)> CorrectAsync(Guid @return, FigureSheet sheet, bool zero, string? observance, string reason, Actor actor, CancellationToken cancel)
    {
        if (await dossiers.FindAsync(@return, actor, cancel) is not MonthlyReturn corrected) throw new NotFoundException();
        if (await NewestAsync(corrected, actor, cancel) is not { } newest || newest.Id != corrected.Id) return (default, new CorrectedMeanwhile());

        var id = IdOf(corrected.Unit, corrected.Month, corrected.Edition + 1);
        var (counted, before) = await NowAsync(corrected, cancel);
        return (id, await desk.OpenAsync(id, new CorrectReturn(@return, sheet, zero, observance, reason) { Of = (corrected, counted, before) }, actor, cancel));
    }

    /// <summary>What a correction of the return would be judged by: its figures as the records give them today.</summary>
    public async Task<MonthlyReturn?> NewestAsync(MonthlyReturn @return, Actor actor, CancellationToken cancel) =>
        await ReadAsync([@return.Month], [@return.Unit], actor, cancel) is [var newest, ..] ? newest : null;

    /// <summary>The newest edition of each return of these months: one indexed query.</summary>
    /// <param name="units">Null: all that the actor may see.</param>
    public async Task<IReadOnlyList<MonthlyReturn>> ReadAsync(IReadOnlyList<Period> months, IReadOnlyList<UnitId>? units, Actor actor, CancellationToken cancel) =>
        Newest(await AllEditionsAsync(months, units, actor, cancel));

    /// <summary>All editions, oldest first.</summary>
    public async Task<IReadOnlyList<MonthlyReturn>> AllEditionsAsync(IReadOnlyList<Period> months, IReadOnlyList<UnitId>? units, Actor actor, CancellationToken cancel)
    {
        if (months.Count == 0 || units is { Count: 0 }) return [];
        var query = new DossierQuery { Procedure = "monthly-return", Periods = months, Units = units ?? [], Take = 20_000 };
        var found = new List<MonthlyReturn>();
        await foreach (var dossier in dossiers.AllAsync(query, actor, cancel)) found.Add((MonthlyReturn)dossier);
        return [.. found.OrderBy(r => r.Edition)];
    }

    /// <summary>Of each unit and month the last edition.</summary>
    public static IReadOnlyList<MonthlyReturn> Newest(IEnumerable<MonthlyReturn> editions) =>
        [.. editions.GroupBy(r => (r.Unit, r.Period)).Select(g => g.MaxBy(r => r.Edition)!)];

    private async Task<(IReadOnlyDictionary<string, int> Counted, Before Before)> NowAsync(MonthlyReturn @return, CancellationToken cancel)
    {
        var counted = new Dictionary<string, int>();
        var covered = new Reporting(rules.Organisation, rules.Settings).CoveredBy(@return.Unit);
        var form = await forms.OfAsync(@return.Month, cancel);
        foreach (var indicator in form?.Counted.Where(i => @return.Counted.ContainsKey(i.Code)) ?? []) counted[indicator.Code] = await counting.OfAsync(indicator, @return.Month, covered, cancel);
        return (counted, BeforeOf(@return.Month, await ReadAsync(EarlierThan(@return.Month), [@return.Unit], Actor.System, cancel)));
    }

    private static IReadOnlyList<Period> EarlierThan(Period month) => [.. month.Number == 1 ? [month.Previous] : Enumerable.Range(1, month.Number - 1).Select(n => Period.Month(month.Year, n))];

    private static Before BeforeOf(Period month, IEnumerable<MonthlyReturn> earlier)
    {
        var sent = earlier.Where(r => r.State is ReturnState.Sent).ToList();
        var year = sent.Where(r => r.Month.Year == month.Year).SelectMany(r => r.Typed).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
        return new(sent.Find(r => r.Month == month.Previous)?.Typed, year);
    }

    private static bool Same(IReadOnlyDictionary<string, int>? one, IReadOnlyDictionary<string, int>? other) =>
        one is null || other is null ? ReferenceEquals(one, other) : one.Count == other.Count && one.All(f => other.TryGetValue(f.Key, out var number) && number == f.Value);

    /// <summary>The same unit, month and edition always get the same id, so that two programs cannot open two; in the order of the months, as lists need it.</summary>
    internal static Guid IdOf(UnitId unit, Period month, int edition = 1) => PeriodicIds.Of("return", unit, month, edition);
}

/// <summary>Identifiers of what exists once for a unit and a month (UUID version 8, ordered by the month like those of version 7).</summary>
internal static class PeriodicIds
{
    public static Guid Of(string kind, UnitId unit, Period month, int edition)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {unit.Value} {month} {edition}")).AsSpan(0, 16);
        var at = new DateTimeOffset(month.Next.First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds() + edition;
        for (var i = 5; i >= 0; i--, at >>= 8) bytes[i] = (byte)(at & 0xff);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }
}

/// <summary>Somebody else corrected the same return first.</summary>
public sealed record CorrectedMeanwhile() : Refusal(new Words("这份月报已有更正稿，请在最新一稿上更正。", "This return has been corrected since: correct the newest edition."));
