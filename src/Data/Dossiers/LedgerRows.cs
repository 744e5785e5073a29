using Npgsql;
using Qinglian.Kernel.Ledger;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Dossiers;

/// <summary>How a line of the ledger lies in its rows. It waits in ledger_pending for its place in the tree.</summary>
internal static class LedgerRows
{
    private const string Insert =
        "with line as (insert into ledger_line (id, at, actor, kind, subject, revision, procedure, action, commitment, previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id), " +
        "content as (insert into ledger_content (line_id, subject, salt, content) values ($1, $5, $12, $13)) insert into ledger_pending (line_id) select id from line";

    public static void AddInsert(NpgsqlBatch batch, LedgerLine line, LedgerContent content) => batch.Add(Insert,
        P(line.Id), P((DateTimeOffset?)line.At), P(line.Actor), P(line.Kind.ToString()), P(line.Subject), P(line.Revision), P(line.Procedure), P(line.Action),
        P(line.Commitment.ToArray()), Bytes(line.Previous), P(LineEncoding.Leaf(line).ToArray()), P(content.Salt.ToArray()), P(content.Content.ToArray()));

    public const string Columns = "id, at, actor, kind, subject, revision, procedure, action, commitment, previous";

    /// <summary>Reads the columns of <see cref="Columns"/> from <paramref name="first"/> on.</summary>
    public static LedgerLine Read(NpgsqlDataReader row, int first = 0) => new()
    {
        Id = row.GetInt64(first),
        At = row.GetFieldValue<DateTimeOffset>(first + 1),
        Actor = row.GetGuid(first + 2),
        Kind = Enum.Parse<LineKind>(row.GetString(first + 3)),
        Subject = row.GetGuid(first + 4),
        Revision = row.GetInt32(first + 5),
        Procedure = row.GetString(first + 6),
        Action = row.GetString(first + 7),
        Commitment = new(row.GetFieldValue<byte[]>(first + 8)),
        Previous = row.IsDBNull(first + 9) ? null : new Digest(row.GetFieldValue<byte[]>(first + 9)),
    };

    private static NpgsqlParameter Bytes(Digest? digest) => new() { Value = (object?)digest?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea };
}
