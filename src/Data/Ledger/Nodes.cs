using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel.Ledger;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Ledger;

/// <summary>Reads hashes of complete subtrees from their tables.</summary>
internal static class Nodes
{
    public static NodeReader Reader(NpgsqlConnection connection) => async (nodes, cancel) =>
    {
        var found = new Dictionary<NodeAt, Digest>(nodes.Count);
        await using var batch = new NpgsqlBatch(connection);
        var leaves = nodes.Where(n => n.Level == 0).Select(n => n.Index).ToArray();
        var inner = nodes.Where(n => n.Level > 0).ToList();
        batch.Add("select 0, position, hash from ledger_leaf where position = any ($1)", P(leaves));
        batch.Add("select n.level, n.index, n.hash from ledger_node n join unnest($1, $2) w (level, index) on w.level = n.level and w.index = n.index",
            P(inner.Select(n => n.Level).ToArray()), P(inner.Select(n => n.Index).ToArray()));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (await reader.ReadAsync(cancel)) found[new(reader.GetInt32(0), reader.GetInt64(1))] = new(reader.GetFieldValue<byte[]>(2));
        }
        while (await reader.NextResultAsync(cancel));

        return [.. nodes.Select(n => found.TryGetValue(n, out var hash) ? hash : throw new InvalidDataException($"The ledger lacks node {n.Level}/{n.Index}."))];
    };
}
