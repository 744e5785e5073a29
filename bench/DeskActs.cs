using System.Diagnostics;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Bench;

/// <summary>
/// The desk against a hand-written loop, in turns on the same database: notes on many dossiers, and whole lives of orders from issue to
/// closing. One act is one transaction that is on the disk when it ends.
/// </summary>
internal static class DeskActs
{
    private const int Rounds = 9;
    private const int Standing = 2000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] args)
    {
        await using var ground = await Ground.StartAsync();
        await using var place = await ground.CreateAsync("desk");
        var office = await place.ActorAsync(County.Person(County.Whole, 1));
        var orders = await IssueAsync(place, office);
        var hand = new HandWritten(place.App);
        await CompareAsync(place, hand, office, orders);

        Console.WriteLine($"  {Rounds} rounds of {Length.TotalSeconds:0} s each, desk and loop in turns, fsync on; least / middle / greatest");
        Console.WriteLine("  workload    tasks      desk acts/s      loop acts/s            ratio");
        foreach (var tasks in (int[])[1, 4, 16])
        {
            await MeasureAsync("notes", tasks, i => NoteAsync(place, office, orders[i]), i => NoteAsync(hand, office, orders[i]));
            await MeasureAsync("lives", tasks, i => LifeAsync(place, office, i), i => LifeAsync(place, hand, office, i));
        }

        return 0;
    }

    private static async Task<List<Guid>> IssueAsync(Place place, Actor office)
    {
        var ids = new List<Guid>(Standing);
        for (var i = 0; i < Standing; i++)
        {
            ids.Add(Ids.New(place.Time.Now));
            await place.Desk.OpenAsync(ids[^1], Order(place, i), office, default);
        }

        await place.ExecuteAsync("analyze");
        return ids;
    }

    /// <summary>Lets both do the same once and stops where they do not say the same to the database.</summary>
    private static async Task CompareAsync(Place place, HandWritten hand, Actor office, List<Guid> orders)
    {
        using var statements = new Statements();
        foreach (var (desk, loop) in ((Func<Task<int>>, Func<Task<int>>)[])[(() => NoteAsync(place, office, orders[0]), () => NoteAsync(hand, office, orders[0])), (() => LifeAsync(place, office, 0), () => LifeAsync(place, hand, office, 0))])
        {
            await desk();
            var (first, second) = (await statements.DuringAsync(desk), await statements.DuringAsync(loop));
            if (first.Count == 0 || !first.SequenceEqual(second))
                throw new InvalidOperationException($"The loop does not say what the desk says:\n{string.Join('\n', first.Except(second))}\n---\n{string.Join('\n', second.Except(first))}");
        }
    }

    private static async Task MeasureAsync(string workload, int tasks, Func<int, Task<int>> desk, Func<int, Task<int>> loop)
    {
        await RoundAsync(tasks, desk, Length / 2);
        await RoundAsync(tasks, loop, Length / 2);
        var pairs = new List<(double Desk, double Loop)>();
        for (var round = 0; round < Rounds; round++)
        {
            // Whoever begins changes, so that neither always finds the disk tidy.
            var first = await RoundAsync(tasks, round % 2 == 0 ? desk : loop, Length);
            var second = await RoundAsync(tasks, round % 2 == 0 ? loop : desk, Length);
            pairs.Add(round % 2 == 0 ? (first, second) : (second, first));
        }

        var (d, l) = (Spread.Of(pairs.Select(p => p.Desk)), Spread.Of(pairs.Select(p => p.Loop)));
        Console.WriteLine($"  {workload,-8} {tasks,8} {$"{d.Least:0} / {d.Middle:0} / {d.Greatest:0}",16} {$"{l.Least:0} / {l.Middle:0} / {l.Greatest:0}",16} {Spread.Of(pairs.Select(p => p.Desk / p.Loop)),16}");
    }

    private static async Task<double> RoundAsync(int tasks, Func<int, Task<int>> act, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var acts = await Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(async () =>
        {
            var done = 0;
            for (var i = task; watch.Elapsed < length; i = (i + tasks) % Standing) done += await act(i);
            return done;
        })));
        return acts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static GiveOrder Order(Place place, int i) =>
        new(new(Department(i)), "核查惠民补贴发放情况", "按要求核对底数，形成清单。", County.Person(Department(i), 2), DateOnly.FromDayNumber(place.Time.Today.DayNumber + 20));

    private static int Department(int i) => County.FirstDepartment + (i % County.Departments);

    private static async Task<int> NoteAsync(Place place, Actor office, Guid id)
    {
        Need(await place.Desk.ActAsync(id, new AddNote("已电话核实，材料齐全，待补一份签收单。"), office, null, default));
        return 1;
    }

    private static async Task<int> NoteAsync(HandWritten hand, Actor office, Guid id)
    {
        await hand.ActAsync(id, "AddNote", "{\"text\":\"已电话核实，材料齐全，待补一份签收单。\"}", office, _ => { }, null);
        return 1;
    }

    private static async Task<int> LifeAsync(Place place, Actor office, int i)
    {
        var owner = await place.ActorAsync(County.Person(Department(i), 2));
        var id = Ids.New(place.Time.Now);
        Need(await place.Desk.OpenAsync(id, Order(place, i), office, default));
        Need(await place.Desk.ActAsync(id, new AcceptItem(null), owner, null, default));
        Need(await place.Desk.ActAsync(id, new StartWork("逐户入户核对，比对银行流水。"), owner, null, default));
        Need(await place.Desk.ActAsync(id, new SubmitEvidence(Outcome.Solved, "已核对 312 户，差错 4 户，均已纠正。", null, null), owner, null, default));
        Need(await place.Desk.ActAsync(id, new ConfirmClosed("抽查 30 户，与所报一致。"), office, null, default));
        return 5;
    }

    private static async Task<int> LifeAsync(Place place, HandWritten hand, Actor office, int i)
    {
        var owner = await place.ActorAsync(County.Person(Department(i), 2));
        var (id, today) = (Ids.New(place.Time.Now), place.Time.Today);
        await hand.OpenAsync(id, Department(i), "核查惠民补贴发放情况", owner.Id.Value, office, today);
        await hand.ActAsync(id, "AcceptItem", "{}", owner, row => row[6] = "Accepted", null);
        await hand.ActAsync(id, "StartWork", "{\"measures\":\"逐户入户核对，比对银行流水。\"}", owner, row => (row[6], row[28]) = ("InProgress", Spliced(row, "progress", "{\"text\":\"逐户入户核对，比对银行流水。\",\"by\":\"" + owner.Id + "\",\"at\":\"" + DateTime.UtcNow.ToString("O") + "\"}")), null);
        await hand.ActAsync(id, "SubmitEvidence", "{\"outcome\":\"Solved\",\"result\":\"已核对 312 户，差错 4 户，均已纠正。\"}", owner,
            row => (row[6], row[28]) = ("EvidenceSubmitted", Spliced(row, "evidence", "{\"outcome\":\"Solved\",\"result\":\"已核对 312 户，差错 4 户，均已纠正。\",\"by\":\"" + owner.Id + "\",\"at\":\"" + DateTime.UtcNow.ToString("O") + "\"}")), office.Id.Value);
        await hand.ActAsync(id, "ConfirmClosed", "{\"finding\":\"抽查 30 户，与所报一致。\"}", office,
            row => (row[6], row[12], row[28]) = ("Closed", DateTime.UtcNow, Spliced(row, "findings", "{\"text\":\"抽查 30 户，与所报一致。\",\"by\":\"" + office.Id + "\",\"at\":\"" + DateTime.UtcNow.ToString("O") + "\"}")), owner.Id.Value, "item-closed");
        return 5;
    }

    private static string Spliced(object[] row, string list, string entry) => ((string)row[28]).Replace($"\"{list}\": []", $"\"{list}\": [{entry}]", StringComparison.Ordinal);

    private static void Need(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"Refused: {refusal.Code} {refusal.Words.En}");
    }
}
