using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Qinglian.Data.Ledger.Verification;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Bench;

/// <summary>
/// Verification of a whole ledger against hashing the same bytes: every line, every content and every node hashed once, one message after
/// the other with SHA256.HashData on one core, and nothing compared. Once with everything in memory, once out of PostgreSQL, where both
/// read through the same reader.
/// </summary>
internal static class LedgerCheck
{
    private const int Rounds = 7;

    public static async Task<int> RunAsync(string[] args)
    {
        var ledger = Ledger.Of(Program.Option(args, "lines", 200_000));
        Console.WriteLine($"  {ledger.Lines.Count:N0} lines, {ledger.Messages.Count:N0} messages of {ledger.Messages.Average(m => m.Length):0} bytes on average; {Environment.ProcessorCount} cores; lines per second, least / middle / greatest");
        Console.WriteLine("  where                  verification                  hashing                 ratio");
        await MeasureAsync("in memory", ledger.Lines.Count, () => VerifyAsync(ledger), () => Task.FromResult(Hash(ledger.Messages)));

        await using var ground = await Ground.StartAsync();
        await using var place = await ground.CreateAsync("ledger");
        await StoreAsync(place, ledger);
        await MeasureAsync("out of PostgreSQL", ledger.Lines.Count, () => VerifyStoredAsync(place), () => HashStoredAsync(place));
        return 0;
    }

    private static async Task MeasureAsync(string where, int lines, Func<Task<int>> verify, Func<Task<int>> hash)
    {
        await verify();
        await hash();
        var pairs = new List<(double Verify, double Hash)>();
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            pairs.Add(round % 2 == 0 ? (await TimeAsync(lines, verify), await TimeAsync(lines, hash)) : await TimeAsync(lines, hash) is var h ? (await TimeAsync(lines, verify), h) : default);
        }

        var (v, b) = (Spread.Of(pairs.Select(p => p.Verify)), Spread.Of(pairs.Select(p => p.Hash)));
        Console.WriteLine($"  {where,-18} {$"{v.Least:0} / {v.Middle:0} / {v.Greatest:0}",26} {$"{b.Least:0} / {b.Middle:0} / {b.Greatest:0}",26} {Spread.Of(pairs.Select(p => p.Verify / p.Hash)),20}");
    }

    private static async Task<double> TimeAsync(int lines, Func<Task<int>> what)
    {
        var began = Stopwatch.GetTimestamp();
        await what();
        return lines / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<int> VerifyAsync(ILedgerReader reader)
    {
        var report = await new LedgerVerification(reader, []).RunAsync([], null, default);
        return report.Intact ? 1 : throw new InvalidOperationException($"The ledger is not intact: {report.Findings[0].Words.En}");
    }

    private static int Hash(List<byte[]> messages)
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        var mixed = 0;
        foreach (var message in messages)
        {
            SHA256.HashData(message, hash);
            mixed ^= hash[0];
        }

        return mixed;
    }

    private static async Task<int> VerifyStoredAsync(Place place)
    {
        await using var snapshot = await Snapshot.TakeAsync(place.Owner, default);
        await using var stored = await StoredLedger.OpenAsync(snapshot, default);
        return await VerifyAsync(stored);
    }

    private static async Task<int> HashStoredAsync(Place place)
    {
        await using var snapshot = await Snapshot.TakeAsync(place.Owner, default);
        await using var stored = await StoredLedger.OpenAsync(snapshot, default);
        var size = await stored.SizeAsync(default);
        const int page = 4096;
        var mixed = 0;
        for (var first = 0L; first < size; first += page)
        {
            var lines = await stored.LinesAsync(first, Math.Min(first + page, size), default);
            foreach (var line in lines) mixed ^= HashOne(line);
            for (var (level, nodes) = (1, lines.Count / 2); nodes > 0; level++, nodes /= 2)
            {
                var found = await stored.NodesAsync(level, first >> level, (first >> level) + nodes, default);
                foreach (var node in found) mixed ^= MerkleTree.Node(node.Hash, node.Hash).GetHashCode();
            }
        }

        return mixed;
    }

    private static int HashOne(SequencedLine at)
    {
        Span<byte> bytes = stackalloc byte[1 + LineEncoding.MaxLength];
        Span<byte> hash = stackalloc byte[Digest.Length];
        bytes[0] = 0;
        SHA256.HashData(bytes[..(1 + LineEncoding.Encode(at.Line, bytes[1..]))], hash);
        return hash[0] ^ LedgerContent.Commit(at.Content!.Salt.Span, at.Content.Content.Span).GetHashCode();
    }

    private static async Task StoreAsync(Place place, Ledger ledger)
    {
        await using var connection = await place.Owner.OpenConnectionAsync();
        await CopyAsync(connection, "ledger_line (id, at, actor, kind, subject, revision, procedure, action, commitment, previous, hash)", ledger.Lines, async (copy, at) =>
        {
            var line = at.Line;
            await copy.WriteAsync(line.Id, NpgsqlDbType.Bigint);
            await copy.WriteAsync(line.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(line.Actor, NpgsqlDbType.Uuid);
            await copy.WriteAsync(line.Kind.ToString(), NpgsqlDbType.Text);
            await copy.WriteAsync(line.Subject, NpgsqlDbType.Uuid);
            await copy.WriteAsync(line.Revision, NpgsqlDbType.Integer);
            await copy.WriteAsync(line.Procedure, NpgsqlDbType.Text);
            await copy.WriteAsync(line.Action, NpgsqlDbType.Text);
            await copy.WriteAsync(line.Commitment.ToArray(), NpgsqlDbType.Bytea);
            if (line.Previous is { } previous) await copy.WriteAsync(previous.ToArray(), NpgsqlDbType.Bytea);
            else await copy.WriteNullAsync();
            await copy.WriteAsync(at.Leaf.ToArray(), NpgsqlDbType.Bytea);
        });
        await CopyAsync(connection, "ledger_content (line_id, subject, salt, content)", ledger.Lines, async (copy, at) =>
        {
            await copy.WriteAsync(at.Line.Id, NpgsqlDbType.Bigint);
            await copy.WriteAsync(at.Line.Subject, NpgsqlDbType.Uuid);
            await copy.WriteAsync(at.Content!.Salt.ToArray(), NpgsqlDbType.Bytea);
            await copy.WriteAsync(at.Content.Content.ToArray(), NpgsqlDbType.Bytea);
        });
        await CopyAsync(connection, "ledger_leaf (position, line_id, hash)", ledger.Lines, async (copy, at) =>
        {
            await copy.WriteAsync(at.Position, NpgsqlDbType.Bigint);
            await copy.WriteAsync(at.Line.Id, NpgsqlDbType.Bigint);
            await copy.WriteAsync(at.Leaf.ToArray(), NpgsqlDbType.Bytea);
        });
        await CopyAsync(connection, "ledger_node (level, index, hash)", ledger.Nodes.SelectMany((nodes, level) => nodes.Select((hash, index) => (level, index, hash))).Where(n => n.level > 0), async (copy, node) =>
        {
            await copy.WriteAsync(node.level, NpgsqlDbType.Integer);
            await copy.WriteAsync((long)node.index, NpgsqlDbType.Bigint);
            await copy.WriteAsync(node.hash.ToArray(), NpgsqlDbType.Bytea);
        });
        await place.ExecuteAsync("vacuum analyze");
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string table, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await write(copy, row);
        }

        await copy.CompleteAsync();
    }

    /// <summary>A ledger in memory, as five thousand dossiers would write it, and every message that has to be hashed to verify it.</summary>
    private sealed class Ledger : ILedgerReader
    {
        public List<SequencedLine> Lines { get; } = [];
        public List<byte[]> Messages { get; } = [];
        public List<List<Digest>> Nodes { get; } = [[]];

        public static Ledger Of(int count)
        {
            var ledger = new Ledger();
            var chains = new Dictionary<Guid, (int Revision, Digest Leaf)>();
            var buffer = new byte[1 + LineEncoding.MaxLength];
            var tree = new MerkleTree();
            var completed = new List<TreeNode>();
            for (var i = 0; i < count; i++)
            {
                var subject = new Guid((i * 31) % 5000 + 1, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]);
                var last = chains.TryGetValue(subject, out var known) ? known : ((int Revision, Digest Leaf)?)null;
                var content = LedgerContent.Of(i + 1, Encoding.UTF8.GetBytes($"{{\"act\":{{\"text\":\"第 {i} 次入户核对，比对银行流水，已补签收单。\"}},\"to\":\"InProgress\",\"due\":\"2026-04-01\"}}"));
                var line = new LedgerLine
                {
                    Id = i + 1, At = DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(i), Actor = subject, Kind = last is null ? LineKind.Opened : LineKind.Act, Subject = subject,
                    Revision = (last?.Revision ?? 0) + 1, Procedure = "work-order", Action = last is null ? "GiveOrder" : "ReportProgress", Commitment = content.Commitment(), Previous = last?.Leaf,
                };
                var leaf = LineEncoding.Leaf(line);
                chains[subject] = (line.Revision, leaf);
                ledger.Lines.Add(new(i, line, leaf, content));
                ledger.Nodes[0].Add(leaf);
                buffer[0] = 0;
                ledger.Messages.Add(buffer[..(1 + LineEncoding.Encode(line, buffer.AsSpan(1)))]);
                ledger.Messages.Add([.. content.Salt.Span, .. content.Content.Span]);
                completed.Clear();
                tree.Append(leaf, completed);
                foreach (var node in completed)
                {
                    if (ledger.Nodes.Count == node.At.Level) ledger.Nodes.Add([]);
                    var below = ledger.Nodes[node.At.Level - 1];
                    ledger.Messages.Add([1, .. below[2 * (int)node.At.Index].ToArray(), .. below[(2 * (int)node.At.Index) + 1].ToArray()]);
                    ledger.Nodes[node.At.Level].Add(node.Hash);
                }
            }

            return ledger;
        }

        public ValueTask<long> SizeAsync(CancellationToken cancel) => new(Lines.Count);

        public ValueTask<IReadOnlyList<SequencedLine>> LinesAsync(long from, long to, CancellationToken cancel) => new(Lines.GetRange((int)from, (int)(to - from)));

        public ValueTask<IReadOnlyList<TreeNode>> NodesAsync(int level, long from, long to, CancellationToken cancel)
        {
            var found = new List<TreeNode>();
            for (var i = from; i < to && level < Nodes.Count && i < Nodes[level].Count; i++) found.Add(new(new(level, i), Nodes[level][(int)i]));
            return new(found);
        }

        public ValueTask<IReadOnlyList<string>> CheckpointsAsync(long skip, CancellationToken cancel) => new([]);

        public ValueTask<SequencedLine?> LastOfAsync(Guid subject, long before, CancellationToken cancel) => throw new NotSupportedException("Five thousand subjects fit into memory.");
    }
}
