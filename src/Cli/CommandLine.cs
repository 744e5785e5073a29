using Npgsql;
using Qinglian.Cli.Commands;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Vault;

namespace Qinglian.Cli;

/// <summary>Finds the command that was typed and carries it out.</summary>
internal static class CommandLine
{
    private static readonly IReadOnlyList<Command> All =
    [
        DecomposeCommand.Decompose,
        .. LedgerCommands.All,
        .. DatabaseCommands.All,
        .. JobCommands.All,
        .. AccountCommands.All,
        DocsCommand.Docs,
    ];

    public static async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        if (args.Length == 0 || args[0] is "help" or "--help" or "-h" or "-?") return Help(args.Length > 1 ? Find(args[1..]).Command : null, args.Length == 0 ? Exit.Usage : Exit.Done);

        var (command, rest) = Find(args);
        if (command is null)
        {
            Voice.Tell(new($"没有“{args[0]}”这个命令。./qinglian help 列出全部命令。", $"There is no command “{args[0]}”. ./qinglian help lists them all."));
            return Exit.Usage;
        }

        if (rest.Contains("--help")) return Help(command, Exit.Done);

        try
        {
            var read = Arguments.Read(rest, command.AllOptions);
            if (read.Places.Count < command.Needed || read.Places.Count > command.Places.Count) throw new UsageException(new($"用法：{command.Usage}", $"Usage: {command.Usage}"));
            return await command.Run(read, cancel);
        }
        catch (UsageException wrong)
        {
            Voice.Tell(wrong.Words);
            return Exit.Usage;
        }
        catch (Exception fault) when (WordsOf(fault) is { } words)
        {
            Voice.Tell(words);
            return Exit.Failed;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Voice.Tell(new("已停止。", "Stopped."));
            return Exit.Stopped;
        }
    }

    private static (Command? Command, string[] Behind) Find(string[] args)
    {
        for (var words = Math.Min(2, args.Length); words > 0; words--)
        {
            var name = string.Join(' ', args[..words]);
            if (All.FirstOrDefault(c => c.Name == name) is { } command) return (command, args[words..]);
        }

        return (null, args);
    }

    // The libraries behind a command are looked at only when it fails, so that a short command does not load them.
    private static Words? WordsOf(Exception fault) => fault switch
    {
        FailedException failed => failed.Words,
        FileNotFoundException missing => new($"没有这个文件：{missing.FileName}", $"There is no such file: {missing.FileName}"),
        DirectoryNotFoundException or UnauthorizedAccessException or IOException => new($"文件读写出错：{fault.Message}", $"A file could not be read or written: {fault.Message}"),
        _ => Deeper(fault),
    };

    private static Words? Deeper(Exception fault) => fault switch
    {
        ServerFaultException server => server.Words,
        KeyFileException key => key.Words,
        NpgsqlException database => new($"数据库出错：{database.Message}", $"The database failed: {database.Message}"),
        _ => null,
    };

    private static int Help(Command? command, int exit)
    {
        var output = exit == Exit.Done ? Console.Out : Console.Error;
        if (command is null)
        {
            output.WriteLine("清廉监督平台命令行  Qinglian command line");
            output.WriteLine("./qinglian 命令 COMMAND …    ./qinglian help 命令 COMMAND\n");
            foreach (var each in All) output.WriteLine($"  {string.Join(' ', (string[])[each.Name, .. each.Places])}\n      {each.Words.Zh}\n      {each.Words.En}");
            output.WriteLine("\n退出码 Exit codes: 0 完成 done; 1 失败 failed; 2 用法错误 wrong usage; 3 核验发现问题 checked and not in order");
            output.WriteLine("语言 Language: QINGLIAN_LANG=zh|en");
            return exit;
        }

        output.WriteLine($"{command.Usage}\n\n{command.Words.Zh}\n{command.Words.En}\n");
        foreach (var option in command.AllOptions) output.WriteLine($"  {option.Name}{(option.Value is null ? "" : " " + option.Value)}\n      {option.Words.Zh}\n      {option.Words.En}");
        return exit;
    }
}
