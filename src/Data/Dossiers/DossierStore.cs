using Npgsql;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Dossiers;

/// <summary>Dossiers in PostgreSQL. An act costs two exchanges with the server: one that begins, identifies and locks, one that writes and commits.</summary>
internal sealed class DossierStore(NpgsqlDataSource database, ProcedureBook book, IRules rules, LineIds lineIds) : IDossierStore
{
    internal const string Select = "select " + DossierRow.Columns + " from dossier where id = $1";

    public async Task<IWork> BeginAsync(Actor actor, CancellationToken cancel)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BeginAs(actor);
            await batch.ExecuteNonQueryAsync(cancel);
            return new Work(connection, actor, book, rules, lineIds);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<(IWork Work, Dossier? Dossier)> BeginWithAsync(Guid dossier, Actor actor, CancellationToken cancel)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BeginAs(actor);
            batch.Add(Select + " for update", P(dossier));
            var work = new Work(connection, actor, book, rules, lineIds);
            return (work, work.Keep(await ReadLastAsync(batch, cancel)));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<Dossier?> FindAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add(Select, P(id));
        batch.Add("commit");
        return await ReadLastAsync(batch, cancel);
    }

    private async Task<Dossier?> ReadLastAsync(NpgsqlBatch batch, CancellationToken cancel)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return await reader.ReadAsync(cancel) ? DossierRow.Read(reader, book, rules.Organisation) : null;
    }
}
