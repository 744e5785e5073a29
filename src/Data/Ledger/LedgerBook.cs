using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Ledger;

/// <inheritdoc cref="ILedgerBook"/>
internal sealed class LedgerBook(NpgsqlDataSource database, Sequencer sequencer, CheckpointKey key, LocalTime time) : ILedgerBook
{
    public CheckpointPublicKey Key => key.Public;

    public async Task RecordAsync(LineKind kind, Guid subject, string procedure, string action, object content, Actor actor, CancellationToken cancel)
    {
        var kept = LedgerContent.Of(await NextIdAsync(cancel), ContentJson.Write(content));
        var line = new LedgerLine { Id = kept.LineId, At = time.Now, Actor = actor.Id.Value, Kind = kind, Subject = subject, Procedure = procedure, Action = action, Commitment = kept.Commitment() };
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        LedgerRows.AddInsert(batch, line, kept);
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public async Task<IReadOnlyList<LedgerEntry>> ListAsync(LedgerQuery query, Actor actor, CancellationToken cancel)
    {
        var conditions = new List<string>();
        var parameters = new List<NpgsqlParameter>();
        void Add(string condition, NpgsqlParameter parameter)
        {
            parameters.Add(parameter);
            conditions.Add($"l.{condition} ${parameters.Count}");
        }

        if (query.Subject is { } subject) Add("subject =", P(subject));
        if (query.Actor is { } by) Add("actor =", P(by));
        if (query.Kind is { } kind) Add("kind =", P(kind.ToString()));
        if (query.From is { } from) Add("at >=", P((DateTimeOffset?)from));
        if (query.Until is { } until) Add("at <", P((DateTimeOffset?)until));
        if (query.Before is { } before) Add("id <", P(before));
        var where = conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        return await ReadAsync($"{where} order by l.id desc limit {query.Take}", parameters, actor, cancel);
    }

    public async Task<SignedNote?> NewestCheckpointAsync(CancellationToken cancel) => await CheckpointsAsync(null, 1, cancel) is [var newest, ..] ? newest : null;

    public async Task<IReadOnlyList<SignedNote>> CheckpointsAsync(long? before, int take, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select note from ledger_checkpoint where size < $1 order by size desc limit $2");
        command.Parameters.Add(P(before ?? long.MaxValue));
        command.Parameters.Add(P(take));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var notes = new List<SignedNote>();
        while (await reader.ReadAsync(cancel)) notes.Add(SignedNote.TryParse(reader.GetString(0), out var note) ? note : throw new InvalidDataException("A stored checkpoint cannot be read."));
        return notes;
    }

    public async Task<SignedNote> CheckpointAsync(CancellationToken cancel)
    {
        var size = await sequencer.RunAsync(cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        var root = await MerkleProof.RootAsync(size, Nodes.Reader(connection), cancel);
        var note = new Checkpoint(key.Name, size, root, time.Now).Sign(key);
        await using var command = new NpgsqlCommand(
            "with new as (insert into ledger_checkpoint (size, at, root, note) values ($1, $2, $3, $4) on conflict (size) do nothing returning note) select note from new union all select note from ledger_checkpoint where size = $1 limit 1", connection)
        {
            Parameters = { P(size), P((DateTimeOffset?)time.Now), P(root.ToArray()), P(note.ToString()) },
        };
        var kept = (string)(await command.ExecuteScalarAsync(cancel))!;
        return SignedNote.TryParse(kept, out var same) ? same : note;
    }

    public async Task<ProofFile?> ProveAsync(long line, long? since, Actor actor, CancellationToken cancel)
    {
        var entry = await FindAsync(line, actor, cancel);
        if (entry is null) return null;

        var note = await NewestCheckpointAsync(cancel);
        var checkpoint = note is not null && Checkpoint.TryRead(note, out var read) ? read : null;
        if (checkpoint is null || entry.Position is not { } at || at >= checkpoint.Size)
        {
            note = await CheckpointAsync(cancel);
            checkpoint = Checkpoint.TryRead(note, out var fresh) ? fresh : throw new InvalidDataException("A checkpoint just signed cannot be read.");
            entry = (await FindAsync(line, actor, cancel))!;
        }

        await using var connection = await database.OpenConnectionAsync(cancel);
        var nodes = Nodes.Reader(connection);
        var index = entry.Position!.Value;
        return new()
        {
            Line = entry.Line,
            Content = entry.Content,
            Index = index,
            Path = await MerkleProof.InclusionAsync(index, checkpoint.Size, nodes, cancel),
            Checkpoint = note!,
            Keys = [key.Public],
            Continuation = since is { } from && from <= checkpoint.Size && await CheckpointOfAsync(from, cancel) is { } older
                ? new(older, await MerkleProof.ConsistencyAsync(from, checkpoint.Size, nodes, cancel))
                : null,
        };
    }

    public async Task<ProofFile?> ProveGrowthAsync(long from, long to, CancellationToken cancel)
    {
        if (from > to || await CheckpointOfAsync(from, cancel) is not { } older || await CheckpointOfAsync(to, cancel) is not { } newer) return null;

        await using var connection = await database.OpenConnectionAsync(cancel);
        return new() { Checkpoint = newer, Keys = [key.Public], Continuation = new(older, await MerkleProof.ConsistencyAsync(from, to, Nodes.Reader(connection), cancel)) };
    }

    private async Task<long> NextIdAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select nextval('ledger_line_id')");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task<LedgerEntry?> FindAsync(long line, Actor actor, CancellationToken cancel) =>
        await ReadAsync("where l.id = $1", [P(line)], actor, cancel) is [var entry, ..] ? entry : null;

    private async Task<SignedNote?> CheckpointOfAsync(long size, CancellationToken cancel) =>
        await CheckpointsAsync(size + 1, 1, cancel) is [var note, ..] && Checkpoint.TryRead(note, out var read) && read.Size == size ? note : null;

    private async Task<IReadOnlyList<LedgerEntry>> ReadAsync(string rest, List<NpgsqlParameter> parameters, Actor actor, CancellationToken cancel)
    {
        var columns = string.Join(", ", LedgerRows.Columns.Split(", ").Select(c => "l." + c));
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add($"select {columns}, f.position, c.salt, c.content from ledger_line l left join ledger_leaf f on f.line_id = l.id left join ledger_content c on c.line_id = l.id {rest}", [.. parameters]);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var entries = new List<LedgerEntry>();
        while (await reader.ReadAsync(cancel))
        {
            var line = LedgerRows.Read(reader);
            entries.Add(new(line, reader.IsDBNull(10) ? null : reader.GetInt64(10), reader.IsDBNull(11) ? null : new(line.Id, reader.GetFieldValue<byte[]>(11), reader.GetFieldValue<byte[]>(12))));
        }

        return entries;
    }
}
