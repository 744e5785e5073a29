using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Ledger;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Ledger;

/// <summary>
/// Gives saved lines their place in the tree. Writers never wait for it and never for each other: they leave their line in a queue, and
/// one sequencer at a time empties it. Until then a line is protected by the chain of its own dossier.
/// </summary>
internal sealed class Sequencer(NpgsqlDataSource database)
{
    private const int Batch = 2000;
    private const string Lock = "select pg_advisory_xact_lock(hashtext('ledger sequencer'))";

    /// <summary>Places everything that waits; returns the size of the tree.</summary>
    public async Task<long> RunAsync(CancellationToken cancel)
    {
        for (; ; )
        {
            var (size, placed) = await PlaceAsync(cancel);
            if (placed < Batch) return size;
        }
    }

    private async Task<(long Size, int Placed)> PlaceAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (size, waiting) = await TakeAsync(connection, cancel);
        if (waiting.Count == 0)
        {
            await transaction.CommitAsync(cancel);
            return (size, 0);
        }

        var tree = await MerkleTree.ResumeAsync(size, Nodes.Reader(connection), cancel);
        var completed = new List<TreeNode>();
        tree.Append(waiting.ConvertAll(w => w.Hash).ToArray(), completed);
        await WriteAsync(connection, size, waiting, completed.Where(n => n.At.Level > 0).ToList(), cancel);
        await transaction.CommitAsync(cancel);
        return (tree.Size, waiting.Count);
    }

    private static async Task<(long Size, List<(long Line, Digest Hash)> Waiting)> TakeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(Lock);
        batch.Add("select coalesce(max(position) + 1, 0) from ledger_leaf");
        batch.Add("delete from ledger_pending p using (select l.id, l.hash from ledger_pending q join ledger_line l on l.id = q.line_id order by l.id limit $1) l where p.line_id = l.id returning l.id, l.hash", P(Batch));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        var size = reader.GetInt64(0);
        await reader.NextResultAsync(cancel);
        var waiting = new List<(long Line, Digest Hash)>();
        while (await reader.ReadAsync(cancel)) waiting.Add((reader.GetInt64(0), new(reader.GetFieldValue<byte[]>(1))));
        waiting.Sort((a, b) => a.Line.CompareTo(b.Line));
        return (size, waiting);
    }

    private static async Task WriteAsync(NpgsqlConnection connection, long size, List<(long Line, Digest Hash)> leaves, List<TreeNode> nodes, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("insert into ledger_leaf (position, line_id, hash) select * from unnest($1, $2, $3)",
            P(Enumerable.Range(0, leaves.Count).Select(i => size + i).ToArray()), P(leaves.Select(l => l.Line).ToArray()), P(leaves.Select(l => l.Hash.ToArray()).ToArray()));
        batch.Add("insert into ledger_node (level, index, hash) select * from unnest($1, $2, $3)",
            P(nodes.Select(n => n.At.Level).ToArray()), P(nodes.Select(n => n.At.Index).ToArray()), P(nodes.Select(n => n.Hash.ToArray()).ToArray()));
        await batch.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>Places waiting lines every second.</summary>
internal sealed class SequencerJob(Sequencer sequencer) : IJob
{
    public string Code => "sequencer";
    public Words Name { get; } = new("台账排序", "Places in the ledger");
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public Task RunAsync(JobRun run, CancellationToken cancel) => sequencer.RunAsync(cancel);
}

/// <summary>Signs the tree every hour.</summary>
internal sealed class CheckpointJob(ILedgerBook book) : IJob
{
    public string Code => "checkpoint";
    public Words Name { get; } = new("签署检查点", "Signed checkpoints");
    public TimeSpan Every => TimeSpan.FromHours(1);

    public Task RunAsync(JobRun run, CancellationToken cancel) => book.CheckpointAsync(cancel);
}
