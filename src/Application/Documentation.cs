using System.Globalization;
using System.Text;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Application;

/// <summary>The documents that are made from the declarations; a test fails where those in the repository differ.</summary>
public static class Documentation
{
    /// <summary>The hand-kept part of the glossary, beside the generated documents.</summary>
    public const string Terms = "terms.tsv";

    /// <param name="terms">The text of <see cref="Terms"/>.</param>
    /// <returns>Each file's name below docs/ and its text.</returns>
    public static IReadOnlyDictionary<string, string> Write(IReadOnlyList<Module> modules, string terms)
    {
        var book = new ProcedureBook(modules);
        var files = book.Current.ToDictionary(p => $"procedures/{p.Code}.md", p => FlowMarkdown.Write(new(p, SettingValues.Defaults)));
        files["procedures/README.md"] = Index(book);
        files["glossary.md"] = Glossary(book, terms);
        return files;
    }

    private static string Index(ProcedureBook book)
    {
        var text = new StringBuilder("# 流程 · Procedures\n\n由程序中的声明生成，请勿手工修改：`./qinglian docs`。\nMade from the declarations in the code; do not edit by hand: `./qinglian docs`.\n\n| 模块 Module | 流程 | Procedure | 编号 Number |\n|---|---|---|---|\n");
        foreach (var procedure in book.Current)
        {
            var module = book.ModuleOf(procedure).Name;
            text.Append(CultureInfo.InvariantCulture, $"| {module.Zh} {module.En} | [{procedure.Name.Zh}]({procedure.Code}.md) | [{procedure.Name.En}]({procedure.Code}.md) | {procedure.Prefix} |\n");
        }

        return text.ToString();
    }

    private static string Glossary(ProcedureBook book, string terms)
    {
        var text = new StringBuilder("# 术语表 · Glossary\n\n由程序中的声明和 [terms.tsv](terms.tsv) 生成，请勿手工修改：`./qinglian docs`。\nMade from the declarations in the code and from [terms.tsv](terms.tsv); do not edit by hand: `./qinglian docs`.\n");
        text.Append("\n## 用语 · Terms\n\n| 中文 | English | 释义 | Meaning |\n|---|---|---|---|\n");
        foreach (var line in terms.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)) text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", line.Split('\t'))} |\n");

        Table(text, new("职责", "Duties"), Duties.All.Select(d => d.Name));
        Table(text, new("名册", "Registers"), book.Modules.SelectMany(m => m.Registers).Select(r => r.Name));
        Table(text, new("台账记录的种类", "Kinds of ledger lines"), Enum.GetValues<LineKind>().Select(k => Words.Of(k)));
        Table(text, new("依据的核实程度", "How well a text is known"), Enum.GetValues<Verification>().Select(v => Words.Of(v)));
        foreach (var procedure in book.Current)
        {
            Table(text, new($"状态：{procedure.Name.Zh}", $"States: {procedure.Name.En}"), procedure.Stages.Values.Select(s => s.Name));
            Table(text, new($"办理：{procedure.Name.Zh}", $"Actions: {procedure.Name.En}"), procedure.Openings.Select(o => o.Form).Concat(procedure.Stages.Values.SelectMany(s => s.Moves).Select(m => m.Action)).Distinct().Select(Words.Of));
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, Words title, IEnumerable<Words> words)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title.Zh} · {title.En}\n\n| 中文 | English |\n|---|---|\n");
        foreach (var word in words) text.Append(CultureInfo.InvariantCulture, $"| {word.Zh} | {word.En} |\n");
    }
}
