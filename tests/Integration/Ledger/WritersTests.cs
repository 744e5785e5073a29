using Npgsql;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Tests.Integration.Ledger;

/// <summary>Many write at once while places are given; every line gets one, and every line can be proved.</summary>
public sealed class WritersTests
{
    private const int Writers = 16;
    private const int Each = 50;

    [Fact]
    public async Task Sixteen_writers_at_once_all_get_their_lines_and_every_line_can_be_proved()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(0);
        var world = scene.World;
        var before = await scene.Database.AskAsync<long>("select count(*) from ledger_line");
        var older = Read(await world.Ledger.CheckpointAsync(default));
        var (head, staff) = (await world.ActorAsync("教育局局长"), await world.ActorAsync("教育局干部"));
        using var stop = new CancellationTokenSource();
        var sequencing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await world.RunAsync("sequencer");
        });

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each / 2; i++)
            {
                var order = await world.OpenAsync(new GiveOrder(world.Unit("bureau"), $"工单 {writer}-{i}", "办理。", staff.Id, new(2026, 4, 1)), head);
                await world.ActAsync(order, new AcceptItem(null), staff);
            }
        })));
        await stop.CancelAsync();
        await sequencing;

        var note = await world.Ledger.CheckpointAsync(default);
        Assert.Equal(before + (Writers * Each), Read(note).Size);
        var report = await scene.VerifyAsync();
        Assert.Empty(report.Ledger.Findings);
        Assert.True(report.Intact);
        foreach (var line in await LinesAsync(scene))
        {
            var proof = (await world.Ledger.ProveAsync(line, older.Size, Actor.System, default))!;
            Assert.DoesNotContain(proof.Verify([world.Ledger.Key]), f => f.Outcome == ProofOutcome.Failed);
            Assert.Equal(ProofOutcome.Proved, proof.Verify([world.Ledger.Key]).Single(f => f.Check == ProofCheck.Continuation).Outcome);
        }
    }

    [Fact]
    public async Task Writers_on_one_dossier_make_one_unbroken_chain()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);
        var world = scene.World;
        var staff = await world.ActorAsync("教育局干部");
        var order = await scene.OrderAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) await world.ActAsync(order, new Kernel.Procedures.AddNote($"{w}-{i}"), staff);
        })));

        await world.Ledger.CheckpointAsync(default);
        Assert.Equal(82, (await world.Dossiers.FindAsync(order, Actor.System, default))!.Revision);
        Assert.True((await scene.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Growth_between_two_checkpoints_is_proved_without_naming_a_line()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);
        var from = Read((await scene.World.Ledger.NewestCheckpointAsync(default))!);
        await scene.OrderAsync();
        var to = Read(await scene.World.Ledger.CheckpointAsync(default));

        var proof = (await scene.World.Ledger.ProveGrowthAsync(from.Size, to.Size, default))!;

        Assert.Null(proof.Line);
        Assert.True(ProofJson.TryRead(ProofJson.Write(proof), out var read, out _));
        Assert.Equal(ProofOutcome.Proved, read.Verify([scene.World.Ledger.Key]).Single(f => f.Check == ProofCheck.Continuation).Outcome);
        Assert.Null(await scene.World.Ledger.ProveGrowthAsync(to.Size, from.Size, default));
        Assert.Null(await scene.World.Ledger.ProveGrowthAsync(from.Size + 1, to.Size, default));
    }

    private static Checkpoint Read(SignedNote note) => Checkpoint.TryRead(note, out var checkpoint) ? checkpoint : throw new InvalidDataException();

    private static async Task<List<long>> LinesAsync(LedgerScene scene)
    {
        await using var command = scene.Database.Owner.CreateCommand("select id from ledger_line order by id");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var ids = new List<long>();
        while (await reader.ReadAsync()) ids.Add(reader.GetInt64(0));
        return ids;
    }
}
