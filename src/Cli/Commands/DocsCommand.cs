using System.Text;
using Qinglian.Application;
using Qinglian.Kernel;

namespace Qinglian.Cli.Commands;

/// <summary>Writes the documents that are made from the declarations.</summary>
internal static class DocsCommand
{
    public static Command Docs { get; } = new(
        "docs", [],
        new("由程序中的声明生成流程文件和术语表（docs/procedures、docs/glossary.md）", "write the procedures and the glossary from the declarations (docs/procedures, docs/glossary.md)"),
        RunAsync,
        new Option("--out", "DIR", new("docs 文件夹", "the docs folder")),
        new Option("--check", null, new("只检查是否过时，过时则退出码为 3", "only see whether they are up to date; exit code 3 if not")));

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var folder = arguments["--out"] ?? Path.Combine(Installations.Configuration["QINGLIAN_HOME"] ?? Directory.GetCurrentDirectory(), "docs");
        var files = Documentation.Write(QinglianServices.Modules, await File.ReadAllTextAsync(Path.Combine(folder, Documentation.Terms), cancel));
        var procedures = Path.Combine(folder, "procedures");
        var gone = Directory.Exists(procedures) ? Directory.EnumerateFiles(procedures, "*.md").Where(f => !files.ContainsKey("procedures/" + Path.GetFileName(f))).ToList() : [];
        var stale = files.Where(f => Read(Path.Combine(folder, f.Key)) != f.Value).ToList();
        if (arguments.Has("--check"))
        {
            foreach (var name in stale.Select(f => f.Key).Concat(gone.Select(f => "procedures/" + Path.GetFileName(f)))) Voice.Say(new($"过时：{name}", $"stale: {name}"));
            return stale.Count + gone.Count == 0 ? Exit.Done : Exit.Faulty;
        }

        Directory.CreateDirectory(procedures);
        foreach (var file in gone) File.Delete(file);
        foreach (var (name, text) in stale) await File.WriteAllTextAsync(Path.Combine(folder, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancel);
        Voice.Say(new Words("已写入 {0} 个文件，共 {1} 个。", "{0} of {1} files written.").With(stale.Count, files.Count));
        return Exit.Done;
    }

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
}
