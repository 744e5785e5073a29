using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Bench.Faults;

/// <summary>
/// Works at the desk inside the process that is killed, and says of each act on the output that it was acknowledged: <c>ack DOSSIER MARK</c>.
/// What the pipe holds outlives the process.
/// </summary>
internal sealed class DeskLoad(Desk desk, IActors actors, TextWriter output)
{
    private readonly Lock _gate = new();

    public Task RunAsync(int workers, int seed, SmallCounty county) => Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(() => WorkAsync(new Random(seed + w), county))));

    private async Task WorkAsync(Random chance, SmallCounty county)
    {
        while (true)
        {
            try
            {
                var office = await actors.LoadAsync(county.Office, default) ?? throw new InvalidOperationException("The office is not there.");
                var place = chance.Next(county.Staff.Count);
                var owner = await actors.LoadAsync(county.Staff[place], default) ?? throw new InvalidOperationException("The owner is not there.");
                var id = Ids.New(TimeProvider.System);
                var today = desk.Now(office).Today;
                await DoAsync(id, m => desk.OpenAsync(id, new GiveOrder(county.Departments[place], "核对台账", m, owner.Id, DateOnly.FromDayNumber(today.DayNumber + 9)), office, default));
                await DoAsync(id, _ => desk.ActAsync(id, new AcceptItem(null), owner, null, default), marked: false);
                await DoAsync(id, m => desk.ActAsync(id, new StartWork(m), owner, null, default));
                for (var notes = chance.Next(4); notes > 0; notes--) await DoAsync(id, m => desk.ActAsync(id, new AddNote(m), office, null, default));
                await DoAsync(id, m => desk.ActAsync(id, new SubmitEvidence(Outcome.Solved, m, null, null), owner, null, default));
                await DoAsync(id, m => desk.ActAsync(id, new ConfirmClosed(m), office, null, default));
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException or NotFoundException)
            {
                // The database was killed: what it was doing may be there or not, and is not said to be.
                Say($"fault {fault.GetType().Name}");
                await Task.Delay(20);
            }
        }
    }

    private async Task DoAsync(Guid id, Func<string, Task<Refusal?>> act, bool marked = true)
    {
        var mark = Guid.NewGuid().ToString("N");
        if (await act(mark) is { } refusal) throw new InvalidOperationException($"Refused: {refusal.Code}");
        Say(marked ? $"ack {id} {mark}" : $"ack {id} -");
    }

    // One write for a line: the pipe takes it whole or not at all.
    private void Say(string line)
    {
        lock (_gate)
        {
            output.Write(line + "\n");
            output.Flush();
        }
    }
}
