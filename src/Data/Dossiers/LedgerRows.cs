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
        P(line.Commitment), P(line.Previous), P(line.Hash()), P(content.Salt), P(content.Content));
}
