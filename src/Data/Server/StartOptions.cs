using System.Globalization;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>
/// What <c>./run</c> was asked for. The same can be set as configuration: Qinglian:Port, Qinglian:Data, Qinglian:Database,
/// Qinglian:AppDatabase and Qinglian:Empty, in the environment as Qinglian__Port and so on; the command line wins.
/// </summary>
public sealed record StartOptions
{
    public const int UsualPort = 8080;

    public int Port { get; init; } = UsualPort;

    /// <summary>Where everything is kept; null takes <see cref="DataFolder.Default"/>.</summary>
    public string? Data { get; init; }

    /// <summary>The owner's connection to an ordinary server; null runs the embedded one.</summary>
    public string? Database { get; init; }

    /// <summary>The application's own login there, see <see cref="ServerOptions.AppDatabase"/>.</summary>
    public string? AppDatabase { get; init; }

    /// <summary>Without the demonstration county.</summary>
    public bool Empty { get; init; }

    public bool Help { get; init; }

    /// <summary>Arguments with a colon in their name, such as <c>--Logging:LogLevel:Default=Debug</c>, handed on to the configuration.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    public static Words HelpText { get; } = new(
        $"""
        用法：./run [选项]
          --port 端口          网页使用的端口，默认 {UsualPort}
          --data 文件夹        数据文件夹，默认是程序旁边的 .data
          --database 连接      使用已有的 PostgreSQL，不启动内置数据库
                               例如："Host=db.example;Database=qinglian;Username=qinglian"
                               密码请写在 ~/.pgpass 或环境变量 Qinglian__Database 中，不要写在命令行里
          --empty              不载入演示县，从空白开始
          --help               显示本说明
        """,
        $"""
        Usage: ./run [options]
          --port PORT          port of the pages, {UsualPort} unless given
          --data DIR           data folder, .data beside the program unless given
          --database CONN      use an existing PostgreSQL instead of the embedded one,
                               such as "Host=db.example;Database=qinglian;Username=qinglian";
                               keep the password in ~/.pgpass or in the environment variable
                               Qinglian__Database, never on the command line
          --empty              start empty, without the demonstration county
          --help               show this text
        """);

    /// <param name="setting">A setting of the configuration by its key, or null.</param>
    /// <returns>The options, or what is wrong with each bad value; never both.</returns>
    public static (StartOptions? Options, IReadOnlyList<Words> Faults) Parse(IReadOnlyList<string> arguments, Func<string, string?> setting)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        var others = new List<string>();
        var faults = new List<Words>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = arguments[i].IndexOf('=') is > 0 and var at ? (arguments[i][..at], arguments[i][(at + 1)..]) : (arguments[i], null);
            if (name is "--help" or "-h" or "-?")
                given["--help"] = "true";
            else if (name is "--empty")
                given[name] = value ?? "true";
            else if (name is not ("--port" or "--data" or "--database"))
            {
                if (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':'))
                    others.Add(arguments[i]);
                else
                    faults.Add(new($"不认识的选项：{name}", $"Unknown option: {name}"));
            }
            else if ((value ?? (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i] : null)) is not { Length: > 0 } found)
                faults.Add(new($"{name} 后面缺少内容。", $"{name} needs a value."));
            else if (!given.TryAdd(name, found))
                faults.Add(new($"{name} 写了两次。", $"{name} is given twice."));
        }

        var options = new StartOptions
        {
            Port = ReadPort(Value("--port", "Port"), faults),
            Data = Value("--data", "Data"),
            Database = Value("--database", "Database"),
            AppDatabase = Value(null, "AppDatabase"),
            Empty = ReadFlag(Value("--empty", "Empty"), faults),
            Help = given.ContainsKey("--help"),
            Others = others,
        };
        return faults.Count == 0 ? (options, []) : (null, faults);

        string? Value(string? name, string key) =>
            name is not null && given.TryGetValue(name, out var argument) ? argument : setting("Qinglian:" + key) is { Length: > 0 } configured ? configured : null;
    }

    /// <param name="beside">The folder of the program; the usual data folder lies in it.</param>
    public DataFolder Folder(string beside) => Data is null ? DataFolder.Default(beside) : new(Data);

    private static int ReadPort(string? text, List<Words> faults)
    {
        if (text is null)
            return UsualPort;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535)
            return port;
        faults.Add(new($"端口应为 1 到 65535 的整数，现在是“{text}”。", $"The port is a whole number from 1 to 65535, not “{text}”."));
        return UsualPort;
    }

    private static bool ReadFlag(string? text, List<Words> faults)
    {
        switch (text?.ToLowerInvariant())
        {
            case null or "false" or "0" or "no":
                return false;
            case "true" or "1" or "yes":
                return true;
            default:
                faults.Add(new($"--empty 只能是 true 或 false，现在是“{text}”。", $"--empty is true or false, not “{text}”."));
                return false;
        }
    }
}
