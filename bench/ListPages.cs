using System.Diagnostics;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Bench;

/// <summary>
/// What lists, the workbench and the search ask, at 10,000 dossiers and at 1,000,000, each question put to both databases in turn. Where
/// a list has no thousandth page its last full one stands for it.
/// </summary>
internal static class ListPages
{
    private const int Rounds = 5;
    private const int Runs = 40;
    private const int Page = 20;
    private const int Deep = 1000;

    private sealed record Question(string Name, Func<Place, Actor, Task<Func<Task<int>>>> Prepare);

    public static async Task<int> RunAsync(string[] args)
    {
        var many = Program.Option(args, "dossiers", 1_000_000);
        await using var ground = await Ground.StartAsync();
        await using var small = await LoadAsync(ground, "few", 10_000);
        await using var large = await LoadAsync(ground, "many", many);

        Console.WriteLine($"  ms of {Rounds * Runs} askings each, in turns, few | many; ratio of p95 by rounds: least / middle / greatest");
        Console.WriteLine($"  {"question",-46} {"actor",-8} {"rows",13} {"p50",15} {"p95",15} {"ratio",20}");
        var missed = 0;
        foreach (var question in Questions)
        {
            foreach (var (name, person) in ((string, PersonId)[])[("county", County.Person(County.Whole, 1)), ("town", County.Person(County.FirstTown, 1)), ("village", County.Person(County.FirstVillage, 1))])
                missed += await MeasureAsync(question, name, person, small, large) ? 0 : 1;
        }

        Console.WriteLine($"  {missed} above 1.5");
        return 0;
    }

    private static IReadOnlyList<Question> Questions { get; } =
    [
        new("first page", List(new() { Take = Page })),
        new("thousandth page", DeepList(new() { Take = Page })),
        new("first page of one kind", List(new() { Procedure = "work-order", Take = Page })),
        new("thousandth page of one kind", DeepList(new() { Procedure = "work-order", Take = Page })),
        new("first page of one kind and state", List(new() { Procedure = "work-order", States = ["InProgress"], Take = Page })),
        new("first page of one kind, a rare state", List(new() { Procedure = "work-order", States = ["EvidenceSubmitted"], Take = Page })),
        new("by due date, first page", List(new() { Order = DossierOrder.Due, Open = true, Take = Page })),
        new("by due date, a deep page", DeepList(new() { Order = DossierOrder.Due, Open = true, Take = Page })),
        new("one town and below", List(new() { Within = new(County.FirstTown), Take = Page })),
        new("assigned to me", (p, a) => Task.FromResult(ListOf(p, a, new() { Assignee = a.Id, Take = Page }))),
        new("opened by me", (p, a) => Task.FromResult(ListOf(p, a, new() { OpenedBy = a.Id, Take = Page }))),
        new("workbench: waiting for me, by due date", (p, a) => Task.FromResult(ListOf(p, a, new() { Turns = Turns.Of(p.Book, p.Rules.Organisation, a), Order = DossierOrder.Due, Take = 10 }))),
        new("workbench: how many wait for me (≤ 1000)", (p, a) => Task.FromResult(CountOf(p, a, new() { Turns = Turns.Of(p.Book, p.Rules.Organisation, a) }, 1000))),
        new("workbench: finished this year (≤ 1000)", (p, a) => Task.FromResult(CountOf(p, a, new() { Open = false, OpenedFrom = p.Time.StartOf(new(p.Time.Today.Year, 1, 1)) }, 1000))),
        new("workbench: overdue and open (≤ 1000)", (p, a) => Task.FromResult(CountOf(p, a, new() { Open = true, DueUntil = DateOnly.FromDayNumber(p.Time.Today.DayNumber - 1) }, 1000))),
        new("workbench: open alerts (≤ 1000)", (p, a) => Task.FromResult(CountOf(p, a, new() { Procedure = "alert", Open = true }, 1000))),
        new("how many there are (≤ 1000)", (p, a) => Task.FromResult(CountOf(p, a, new(), 1000))),
        new("how many there are (≤ 10,000)", (p, a) => Task.FromResult(CountOf(p, a, new(), 10_000))),
        new("search, a common word of two characters", List(new() { Text = ManyDossiers.CommonWord, Take = Page })),
        new("search, a rare word of two characters", List(new() { Text = ManyDossiers.RareWord, Take = Page })),
    ];

    private static async Task<Place> LoadAsync(Ground ground, string name, int count)
    {
        var watch = Stopwatch.StartNew();
        var place = await ground.CreateAsync(name);
        await new ManyDossiers(place, count).LoadAsync();
        Console.WriteLine($"  {name}: {await place.AskAsync<long>("select count(*) from dossier"):N0} dossiers, {await place.AskAsync<long>("select count(*) from dossier where closed_at is null"):N0} open, {await place.AskAsync<string>("select pg_size_pretty(pg_database_size(current_database()))")}, loaded in {watch.Elapsed.TotalSeconds:0} s");
        return place;
    }

    private static async Task<bool> MeasureAsync(Question question, string name, PersonId person, Place small, Place large)
    {
        var asks = new List<Func<Task<int>>>();
        var rows = new List<int>();
        foreach (var place in (Place[])[small, large])
        {
            asks.Add(await question.Prepare(place, await place.ActorAsync(person)));
            for (var i = 0; i < 8; i++) rows.Add(await asks[^1]());
        }

        var times = new List<double>[2, Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            (times[0, round], times[1, round]) = ([], []);
            for (var run = 0; run < Runs; run++)
            {
                for (var which = 0; which < 2; which++)
                {
                    var began = Stopwatch.GetTimestamp();
                    await asks[which]();
                    times[which, round].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }
        }

        string Both(double share) => $"{All(0, share):0.00} | {All(1, share):0.00}";
        double All(int which, double share) => Spread.Quantile(Enumerable.Range(0, Rounds).SelectMany(r => times[which, r]), share);
        var ratio = Spread.Of(Enumerable.Range(0, Rounds).Select(r => Spread.Quantile(times[1, r], 0.95) / Spread.Quantile(times[0, r], 0.95)));
        Console.WriteLine($"  {question.Name,-46} {name,-8} {$"{rows[7]} | {rows[15]}",13} {Both(0.5),15} {Both(0.95),15} {ratio,20}");
        return ratio.Middle <= 1.5;
    }

    private static Func<Place, Actor, Task<Func<Task<int>>>> List(DossierQuery query) => (place, actor) => Task.FromResult(ListOf(place, actor, query));

    private static Func<Place, Actor, Task<Func<Task<int>>>> DeepList(DossierQuery query) => async (place, actor) =>
    {
        var total = await place.Dossiers.CountAsync(query, actor, Deep * Page, default);
        var skip = Math.Max(0, (total / Page) - 1) * Page;
        string? after = null;
        for (var passed = 0; passed < skip;)
        {
            var take = Math.Min(1000, skip - passed);
            after = (await place.Dossiers.ListAsync(query with { After = after, Take = take }, actor, default)).Next;
            passed += take;
        }

        return ListOf(place, actor, query with { After = after });
    };

    private static Func<Task<int>> ListOf(Place place, Actor actor, DossierQuery query) => async () => (await place.Dossiers.ListAsync(query, actor, default)).Dossiers.Count;

    private static Func<Task<int>> CountOf(Place place, Actor actor, DossierQuery query, int most) => () => place.Dossiers.CountAsync(query, actor, most, default);
}
