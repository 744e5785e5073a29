using Npgsql;
using Qinglian.Kernel.Ledger;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Ledger.Verification;

/// <summary>
/// The ledger in its tables, for <see cref="LedgerVerification"/>: everything out of one snapshot, a page at a time, the next pages being
/// fetched while one is checked.
/// </summary>
internal sealed class StoredLedger : ILedgerReader, IAsyncDisposable
{
    private const int Ahead = 2;
    private readonly Snapshot _snapshot;
    private readonly NpgsqlConnection[] _lanes;
    private readonly Queue<(long From, long To, Task<LedgerPage> Page)> _coming = new();
    private readonly CancellationTokenSource _stop = new();
    private LedgerPage? _page;
    private int _lane;

    private StoredLedger(Snapshot snapshot, NpgsqlConnection[] lanes) => (_snapshot, _lanes) = (snapshot, lanes);

    /// <summary>Lines whose own copy of the leaf hash is not the one in the tree, as far as they were read.</summary>
    public List<(long Position, long Line)> Unlike { get; } = [];

    public static async Task<StoredLedger> OpenAsync(Snapshot snapshot, CancellationToken cancel)
    {
        var lanes = new NpgsqlConnection[Ahead];
        for (var i = 0; i < lanes.Length; i++) lanes[i] = await snapshot.OpenAsync(cancel);
        return new(snapshot, lanes);
    }

    public async ValueTask<long> SizeAsync(CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(position) + 1, 0) from ledger_leaf", _snapshot.Main);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    public async ValueTask<IReadOnlyList<SequencedLine>> LinesAsync(long from, long to, CancellationToken cancel)
    {
        while (_coming.TryPeek(out var next) && (next.From != from || next.To < to)) await _coming.Dequeue().Page;
        var length = to - from;
        _page = _coming.TryDequeue(out var ready) ? await ready.Page : await Fetch(from, to);
        for (var start = _page.To + (_coming.Count * length); _coming.Count < Ahead; start += length) _coming.Enqueue((start, start + length, Fetch(start, start + length)));

        Unlike.AddRange(_page.Unlike.Select(l => (l.Position, l.Line.Id)));
        return _page.Lines;
    }

    public async ValueTask<IReadOnlyList<TreeNode>> NodesAsync(int level, long from, long to, CancellationToken cancel)
    {
        if (_page is { } page && from << level >= page.From && to << level <= page.To)
            return [.. page.Nodes.Where(n => n.At.Level == level && n.At.Index >= from && n.At.Index < to)];
        await using var command = new NpgsqlCommand("select level, index, hash from ledger_node where level = $1 and index >= $2 and index < $3 order by index", _snapshot.Main)
        {
            Parameters = { P(level), P(from), P(to) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var nodes = new List<TreeNode>();
        while (await reader.ReadAsync(cancel)) nodes.Add(new(new(reader.GetInt32(0), reader.GetInt64(1)), LedgerPage.Hash(reader.GetFieldValue<byte[]>(2))));
        return nodes;
    }

    public async ValueTask<IReadOnlyList<string>> CheckpointsAsync(long skip, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select note from ledger_checkpoint order by size offset $1 limit 1000", _snapshot.Main) { Parameters = { P(skip) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var notes = new List<string>();
        while (await reader.ReadAsync(cancel)) notes.Add(reader.GetString(0));
        return notes;
    }

    public async ValueTask<SequencedLine?> LastOfAsync(Guid subject, long before, CancellationToken cancel)
    {
        var query = $"select f.position, f.hash, {LedgerPage.LineColumns} from ledger_line l join ledger_leaf f on f.line_id = l.id left join ledger_content c on c.line_id = l.id " +
            $"where l.subject = '{subject:D}' and l.kind in ('Act', 'Opened', 'Register', 'Setting') and f.position < {before.ToString(System.Globalization.CultureInfo.InvariantCulture)} order by f.position desc limit 1";
        return Last(await CopyRows.ReadAsync(_snapshot.Main, query, 0, cancel));
    }

    private static SequencedLine? Last(ReadOnlyMemory<byte> bytes)
    {
        var row = new CopyRows(bytes);
        if (!row.Next()) return null;
        var (position, leaf) = (row.Long(), LedgerPage.Hash(row.Value()));
        var (line, content) = LedgerPage.ReadLine(ref row, bytes, new());
        return new(position, line, leaf, content);
    }

    // Pages are asked for in order, so a lane has given its page away before it gets the next.
    private Task<LedgerPage> Fetch(long from, long to)
    {
        var connection = _lanes[_lane++ % Ahead];
        return Task.Run(() => LedgerPage.ReadAsync(connection, from, to, _stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var (_, _, page) in _coming) await ((Task)page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
