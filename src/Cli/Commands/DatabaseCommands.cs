using Qinglian.Application;
using Qinglian.Data.Server;
using Qinglian.Data.Server.Backups;
using Qinglian.Kernel;

namespace Qinglian.Cli.Commands;

/// <summary>Brings the database up to date, backs it up and restores it.</summary>
internal static class DatabaseCommands
{
    private static readonly Option PassphraseFile = new("--passphrase-file", "FILE", new(
        $"备份口令文件的第一行；也可用环境变量 {Passphrase.Variable}", $"the passphrase is the first line of this file; or set {Passphrase.Variable}"));

    public static IReadOnlyList<Command> All { get; } =
    [
        new("migrate", [], new("把数据库更新到本版本的结构", "bring the database up to this version's schema"), MigrateAsync) { Installed = true },
        new("backup", ["FILE"], new("备份数据库、密钥和附件，平台可继续运行", "back up the database, the keys and the attachments; the platform may go on running"), BackupAsync,
            PassphraseFile,
            new("--no-passphrase", null, new("不加密：拿到文件的人可读取全部内容", "unsealed: whoever gets the file can read everything")),
            new("--rows", null, new("按行导出，可恢复到任何服务器和以后的版本", "as rows, which any server and any later version can restore"))) { Installed = true },
        new("restore", ["FILE"], new("把备份恢复到空的数据文件夹（--data 必填）", "restore a backup into an empty data folder (--data is required)"), RestoreAsync, PassphraseFile) { Installed = true },
    ];

    private static async Task<int> MigrateAsync(Arguments arguments, CancellationToken cancel)
    {
        await using var installation = await Installation.JoinAsync(Installations.OptionsOf(arguments), Installations.Configuration, Console.Out, cancel);
        Voice.Say(new("数据库已是最新。", "The database is up to date."));
        return Exit.Done;
    }

    private static async Task<int> BackupAsync(Arguments arguments, CancellationToken cancel)
    {
        var passphrase = PassphraseOf(arguments);
        if (passphrase is null && !arguments.Has("--no-passphrase"))
            throw new UsageException(new(
                $"备份含有密钥和全部内容，需要口令：--passphrase-file 或环境变量 {Passphrase.Variable}；确不加密请用 --no-passphrase。",
                $"A backup holds the keys and everything else and needs a passphrase: --passphrase-file or {Passphrase.Variable}; or say --no-passphrase."));
        await using var server = await Installations.ServerAsync(arguments, cancel);
        var manifest = await new Backup(server, Installations.FolderOf(arguments), TimeProvider.System)
            .CreateAsync(arguments.Places[0], passphrase, cancel, arguments.Has("--rows") ? BackupKind.Rows : null);
        Voice.Say(new Words("已备份：{0}（{1} 个文件）", "Backed up: {0} ({1} files)").With(arguments.Places[0], manifest.Files.Count));
        return Exit.Done;
    }

    private static async Task<int> RestoreAsync(Arguments arguments, CancellationToken cancel)
    {
        if (!arguments.Has("--data")) throw new UsageException(new("请用 --data 指明恢复到哪个空文件夹。", "Name the empty folder to restore into with --data."));

        var options = Installations.OptionsOf(arguments);
        var manifest = await new Restore(QinglianServices.Schema, TimeProvider.System)
            .RunAsync(arguments.Places[0], new DataFolder(arguments["--data"]!), PassphraseOf(arguments), cancel, options.Database);
        Voice.Say(new Words("已恢复 {0:yyyy-MM-dd HH:mm}（UTC）的备份到 {1}。请运行 ledger verify 核验。", "Restored the backup of {0:yyyy-MM-dd HH:mm} UTC into {1}. Run ledger verify on it.").With(manifest.MadeAt.UtcDateTime, arguments["--data"]));
        return Exit.Done;
    }

    private static Passphrase? PassphraseOf(Arguments arguments) => arguments["--passphrase-file"] is { } file ? Passphrase.FromFile(file) : Passphrase.FromEnvironment();
}
