using Npgsql;

namespace Qinglian.Data.Ledger.Verification;

/// <summary>One state of the database, seen by several connections at once (pg_export_snapshot), so that reading can run ahead of checking.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private const string Begin = "begin isolation level repeatable read read only";
    private readonly NpgsqlDataSource _owner;
    private readonly List<NpgsqlConnection> _connections = [];
    private string _name = "";

    private Snapshot(NpgsqlDataSource owner) => _owner = owner;

    /// <summary>The first connection: it keeps the snapshot alive and answers single questions.</summary>
    public NpgsqlConnection Main => _connections[0];

    /// <param name="owner">The owner's login: row-level security hides sealed matters from every other.</param>
    public static async Task<Snapshot> TakeAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var snapshot = new Snapshot(owner);
        try
        {
            var main = await snapshot.ConnectAsync(cancel);
            await using var export = new NpgsqlCommand($"{Begin}; select pg_export_snapshot()", main) { CommandTimeout = 0 };
            snapshot._name = (string)(await export.ExecuteScalarAsync(cancel))!;
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more connection that sees the same.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = await ConnectAsync(cancel);
        await using var join = new NpgsqlCommand($"{Begin}; set transaction snapshot '{_name}'", connection);
        await join.ExecuteNonQueryAsync(cancel);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await using var end = new NpgsqlCommand("rollback", connection);
                await end.ExecuteNonQueryAsync();
            }

            await connection.DisposeAsync();
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = await _owner.OpenConnectionAsync(cancel);
        _connections.Add(connection);
        return connection;
    }
}
