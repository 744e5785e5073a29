using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>
/// A private PostgreSQL in the data folder: unix socket only, readable by nobody else, never as root; it ends with this
/// process however that ends, and is brought back when it ends first.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    public const string Owner = "qinglian";

    // A socket's path may have 108 bytes with its final zero; the name "/.s.PGSQL.5432" takes 14 of them.
    private const int LongestSocketFolder = 107 - 14;

    // A run that lasted this long was sound: the next fault is repaired at once again.
    private static readonly TimeSpan Sound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan[] Pauses = [.. from s in (double[])[0, 0.2, 0.5, 1, 2, 5, 10, 30] select TimeSpan.FromSeconds(s)];

    private readonly EmbeddedPostgresOptions _options;
    private readonly FileStream _ownership;
    private readonly CancellationTokenSource _stopping = new();
    private Func<CancellationToken, Task<Postmaster>> _start = null!;
    private Postmaster? _postmaster;
    private Task _watch = Task.CompletedTask;
    private int _disposed;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, string folder, FileStream ownership)
    {
        _options = options;
        Folder = folder;
        Health = new(ServerState.Starting, options.Time.GetUtcNow());
        _ownership = ownership;
    }

    public string Folder { get; }

    public string Cluster => ClusterIn(Folder);

    public string Sockets => SocketsFor(Folder);

    public ServerHealth Health { get; private set; }

    /// <summary>The server's process, for tests that kill it.</summary>
    public int Pid => _postmaster?.Pid ?? 0;

    /// <exception cref="ServerFaultException">It cannot start; the words say what to do.</exception>
    /// <exception cref="ServerInUseException">Another process owns the folder.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
            throw new ServerFaultException(new(
                "内置数据库只支持 Linux。请用 --database 指定一个已有的 PostgreSQL。",
                "The embedded database runs on Linux only. Name an existing PostgreSQL with --database."));
        var existed = Directory.Exists(options.Folder);
        Unix.CreateFolder(options.Folder, Unix.ClusterParent);
        var folder = Unix.RealPath(options.Folder);
        var server = new EmbeddedPostgres(options, folder, await OwnAsync(folder, options, cancel));
        try
        {
            await server.StartAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            if (!existed && !Directory.Exists(server.Cluster))
                Directory.Delete(server.Folder, recursive: true);
            throw;
        }
    }

    /// <summary>How to reach a database in the cluster of <paramref name="folder"/>, whoever runs it.</summary>
    public static string Connection(string folder, string user, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = SocketsFor(Unix.RealPath(folder)),
            Port = 5432,
            Username = user,
            Database = database,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    public string Connection(string user, string database) => Connection(Folder, user, database);

    private static async Task<FileStream> OwnAsync(string folder, EmbeddedPostgresOptions options, CancellationToken cancel)
    {
        var began = options.Time.GetTimestamp();
        while (true)
            try
            {
                // A lock of the kernel, not a file's existence: it is free again even after kill -9.
                return new FileStream(Path.Combine(folder, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException fault)
            {
                throw BelongsToAnother(folder, fault);
            }
            catch (IOException fault)
            {
                // A killed owner holds it until the system has cleared it away.
                if (options.Time.GetElapsedTime(began) > options.OwnerPatience)
                    throw new ServerInUseException(folder, fault);
                await Task.Delay(50, cancel);
            }
    }

    private static ServerFaultException BelongsToAnother(string folder, Exception fault) => new(new(
        $"数据文件夹 {folder} 属于另一个账户。请用那个账户启动，或用 --data 另选一个文件夹。",
        $"The data folder {folder} belongs to another account. Start as that account, or choose another folder with --data."), fault);

    private async Task StartAsync(CancellationToken cancel)
    {
        var account = Account.For(Cluster, _options.Account);
        if (account is not null && Account.Barrier(Folder) is { } barrier)
            throw new ServerFaultException(new(
                $"以 root 身份启动时，数据库由账户 {account.Name} 运行，而它不能进入 {barrier}。请用 --data 另选一个文件夹（例如 /var/lib/qinglian），或执行：chmod o+x {barrier}",
                $"Started as root, the database runs under the account {account.Name}, which cannot enter {barrier}. Choose another folder with --data (such as /var/lib/qinglian), or run: chmod o+x {barrier}"));

        var programs = Binaries.Prepare(_options.Binaries, Folder, account);
        var logs = Path.Combine(Folder, "log");
        MakePrivate(Sockets, account);
        MakePrivate(logs, account);
        if (File.Exists(Path.Combine(Cluster, "PG_VERSION")))
            CheckVersion();
        else
            await ClusterCreation.CreateAsync(programs, Cluster, Owner, _options.Ephemeral, account, cancel);

        _start = async token =>
        {
            await new PreviousRun(Cluster, Sockets, _options).ClearAsync(token);
            return await Postmaster.StartAsync(programs, Cluster, Sockets, logs, account, _options, token);
        };
        _postmaster = await _start(cancel);
        Health = new(ServerState.Running, _options.Time.GetUtcNow());
        _watch = Task.Run(WatchAsync, CancellationToken.None);
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await _postmaster!.Exited.WaitAsync(_stopping.Token);
                await RecoverAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The program ends: whoever disposes stops the server.
        }
    }

    private async Task RecoverAsync(CancellationToken cancel)
    {
        var before = Health;
        var quick = _options.Time.GetUtcNow() - before.Since < Sound;
        Health = new(ServerState.Recovering, _options.Time.GetUtcNow(), before.Restarts, _postmaster!.Complaints());
        _options.Log.LogError("PostgreSQL process {Pid} has ended; it is started again", _postmaster.Pid);
        _postmaster.CutLifeline();
        _postmaster.Dispose();

        // A server that keeps ending is given more time between the tries.
        for (var attempt = quick && before.Restarts > 0 ? 2 : 0; ; attempt++)
        {
            await Task.Delay(Pauses[Math.Min(attempt, Pauses.Length - 1)], _options.Time, cancel);
            try
            {
                _postmaster = await _start(cancel);
                Health = new(ServerState.Running, _options.Time.GetUtcNow(), before.Restarts + 1, Health.LastFault);
                _options.Log.LogWarning("PostgreSQL runs again as process {Pid}", _postmaster.Pid);
                return;
            }
            catch (Exception fault) when (fault is ServerFaultException or IOException or UnauthorizedAccessException)
            {
                Health = Health with { LastFault = fault.Message };
                _options.Log.LogError(fault, "PostgreSQL could not be started again");
            }
        }
    }

    private void CheckVersion()
    {
        string major;
        try
        {
            major = File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")).Trim();
        }
        catch (UnauthorizedAccessException fault)
        {
            throw BelongsToAnother(Folder, fault);
        }
        if (major != Binaries.Major)
            throw new ServerFaultException(new(
                $"{Folder} 中的数据由 PostgreSQL {major} 保存，本程序使用 PostgreSQL {Binaries.Major}。请用原来的版本导出备份，再用本版本恢复。",
                $"The data in {Folder} was kept by PostgreSQL {major}; this program uses PostgreSQL {Binaries.Major}. Export a backup with the earlier version and restore it with this one."));
    }

    private static void MakePrivate(string folder, Account? account)
    {
        var there = new DirectoryInfo(folder);
        // The fallback below the temporary folder has a name others can guess.
        if (there.LinkTarget is not null)
            throw new ServerFaultException(new($"{folder} 是一个符号链接，不能使用。", $"{folder} is a symbolic link and is not used."));
        Directory.CreateDirectory(folder);
        account?.Own(folder);
        Unix.SetMode(folder, Unix.OwnerOnly);
    }

    internal static string ClusterIn(string folder) => Path.Combine(folder, "pgdata");

    private static string SocketsFor(string folder)
    {
        var beside = Path.Combine(folder, "run");
        return Encoding.UTF8.GetByteCount(beside) <= LongestSocketFolder
            ? beside
            : Path.Combine(Path.GetTempPath(), "qinglian-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16]);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopping.CancelAsync();
        await _watch;
        if (_postmaster is { } running)
        {
            await running.StopAsync(_options.StopTimeout);
            running.Dispose();
        }
        // The fallback in the temporary folder is ours alone and empty now.
        if (!Sockets.StartsWith(Folder, StringComparison.Ordinal) && Directory.Exists(Sockets))
            Directory.Delete(Sockets, recursive: true);
        Health = Health with { State = ServerState.Stopped, Since = _options.Time.GetUtcNow() };
        await _ownership.DisposeAsync();
        _stopping.Dispose();
    }
}
