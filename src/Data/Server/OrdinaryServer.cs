using Microsoft.Extensions.Logging;
using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>A PostgreSQL that somebody else runs, reached by the owner's connection string.</summary>
internal sealed class OrdinaryServer : DatabaseServer
{
    // Before 16 a role's creator could not be granted it without inheriting it; 18 is what the tests run on.
    private const int Oldest = 160000, Tested = 180000;

    private readonly ServerOptions _options;

    private OrdinaryServer(ServerOptions options)
    {
        _options = options;
        Health = new(ServerState.Running, options.Time.GetUtcNow());
    }

    public override string OwnerConnection => _options.Database!;

    public override string AppConnection => _options.AppDatabase ?? AsAppRole(_options.Database!);

    public override ServerHealth Health { get; }

    public static async Task<DatabaseServer> ReachAsync(ServerOptions options, CancellationToken cancel)
    {
        options.Folder.Create();
        foreach (var text in (string?[])[options.Database, options.AppDatabase])
            CheckReadable(text);
        var server = new OrdinaryServer(options);
        var address = new NpgsqlConnectionStringBuilder(options.Database!);
        try
        {
            await using var connection = new NpgsqlConnection(options.Database + ";Pooling=false");
            await connection.OpenAsync(cancel);
            await server.CheckAsync(connection, cancel);
            return server;
        }
        catch (NpgsqlException fault)
        {
            // Never the whole connection string: it may hold the password.
            throw new ServerFaultException(new(
                $"不能连接数据库 {address.Database}（{address.Host}:{address.Port}，用户 {address.Username}）：{fault.Message}",
                $"Cannot connect to the database {address.Database} ({address.Host}:{address.Port}, user {address.Username}): {fault.Message}"), fault);
        }
    }

    /// <summary>
    /// The owner's connection with the application's role. Connections are not reset between uses, because
    /// "set session authorization default", part of a reset, gives the owner's rights back.
    /// </summary>
    private static string AsAppRole(string owner)
    {
        var settings = new NpgsqlConnectionStringBuilder(owner) { NoResetOnClose = true };
        settings.Options = $"{settings.Options} -c role={AppRole}".TrimStart();
        return settings.ConnectionString;
    }

    private static void CheckReadable(string? text)
    {
        try
        {
            if (text is not null && string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host))
                throw new ArgumentException("Host=…");
        }
        catch (ArgumentException fault)
        {
            throw new ServerFaultException(new(
                $"数据库连接写法不对：{fault.Message}。应类似：Host=db.example;Database=qinglian;Username=qinglian",
                $"The database connection cannot be read: {fault.Message}. It looks like: Host=db.example;Database=qinglian;Username=qinglian"), fault);
        }
    }

    private async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(
            "select current_setting('server_version_num')::int, current_setting('server_encoding'), '信' ~ '[[:alpha:]]', current_setting('server_version')", connection);
        await using var answer = await ask.ExecuteReaderAsync(cancel);
        await answer.ReadAsync(cancel);
        var (version, encoding, knowsChinese, name) = (answer.GetInt32(0), answer.GetString(1), answer.GetBoolean(2), answer.GetString(3));
        if (version < Oldest)
            throw new ServerFaultException(new($"需要 PostgreSQL 16 或更新的版本，现在是 {name}。", $"PostgreSQL 16 or later is needed; this is {name}."));
        if (version < Tested)
            _options.Log.LogWarning("PostgreSQL {Version} is used; the program is tested with 18", name);
        if (encoding != "UTF8" || !knowsChinese)
            throw new ServerFaultException(new(
                "这个数据库的编码或区域设置不认识汉字，搜索会找不到内容。请重新建库：create database qinglian encoding 'UTF8' locale_provider icu icu_locale 'zh-CN' locale 'C.UTF-8' template template0",
                "This database's encoding or locale does not know Chinese letters, so searches would find nothing. Create it anew: create database qinglian encoding 'UTF8' locale_provider icu icu_locale 'zh-CN' locale 'C.UTF-8' template template0"));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
