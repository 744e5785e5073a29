using System.Globalization;
using System.Text;

namespace Qinglian.Kernel.Procedures;

/// <summary>Writes a procedure as Markdown: in each language a table, and a chart that Mermaid draws.</summary>
public static class FlowMarkdown
{
    public static string Write(FlowChart chart)
    {
        var text = new StringBuilder();
        var procedure = chart.Procedure;
        text.Append(CultureInfo.InvariantCulture, $"# {procedure.Name.Zh} · {procedure.Name.En}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"`{procedure.Code}` · 第 {procedure.Version} 版，编号前缀 `{procedure.Prefix}` · version {procedure.Version}, numbers begin with `{procedure.Prefix}`\n");
        foreach (var language in Enum.GetValues<Language>()) Write(chart, language, text);
        return text.ToString();
    }

    private static void Write(FlowChart chart, Language language, StringBuilder text)
    {
        string In(Words words) => words.In(language).Replace("|", "\\|", StringComparison.Ordinal);

        text.Append(CultureInfo.InvariantCulture, $"\n## {In(new("中文", "English"))}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{In(new("开立", "Opened by"))}\n\n");
        foreach (var opening in chart.Openings) text.Append(CultureInfo.InvariantCulture, $"- {In(opening.Name)} — {In(opening.By)} → {In(opening.To)}\n");

        text.Append(CultureInfo.InvariantCulture, $"\n| {In(new("状态", "State"))} | {In(new("时限", "Time allowed"))} | {In(new("办理", "What may be done"))} | {In(new("由谁办理", "By whom"))} | {In(new("条件", "On condition"))} | {In(new("转到", "Leads to"))} |\n|---|---|---|---|---|---|\n");
        foreach (var state in chart.States)
        {
            var name = $"**{In(state.Name)}**{(state.Steps.Count == 0 ? "" : $"<br>{string.Join(" → ", state.Steps.Select(In))}")}";
            if (state.Moves.Count == 0) text.Append(CultureInfo.InvariantCulture, $"| {name} | {Time(state, language)} | | | | {(state.Final ? In(new("办结", "the end")) : "")} |\n");
            for (var i = 0; i < state.Moves.Count; i++)
            {
                var move = state.Moves[i];
                text.Append(CultureInfo.InvariantCulture, $"| {(i == 0 ? name : "")} | {(i == 0 ? Time(state, language) : "")} | {In(move.Name)} | {In(move.By)} | {Conditions(move, language)} | {(move.ToName is { } to ? In(to) : In(new("（不变）", "(stays)")))} |\n");
            }
        }

        text.Append("\n```mermaid\nstateDiagram-v2\n");
        foreach (var state in chart.States) text.Append(CultureInfo.InvariantCulture, $"    state \"{Plain(In(state.Name))}\" as {state.Code}\n");
        foreach (var to in chart.Procedure.Openings.Select(o => o.State).Distinct()) text.Append(CultureInfo.InvariantCulture, $"    [*] --> {to}\n");
        foreach (var state in chart.States)
        {
            foreach (var way in state.Moves.Where(m => m.To is not null).GroupBy(m => m.To!)) text.Append(CultureInfo.InvariantCulture, $"    {state.Code} --> {way.Key}: {Plain(string.Join(language is Language.Chinese ? "、" : ", ", way.Select(m => In(m.Name))))}\n");
            if (state.Time?.LapsesTo is not null) text.Append(CultureInfo.InvariantCulture, $"    {state.Code} --> {chart.Procedure[state.Code].Limit!.LapsesTo}: {In(new("逾期未行使", "not used in time"))}\n");
            if (state.Final) text.Append(CultureInfo.InvariantCulture, $"    {state.Code} --> [*]\n");
        }

        text.Append("```\n");
    }

    private static string Time(FlowState state, Language language)
    {
        string In(Words words) => words.In(language).Replace("|", "\\|", StringComparison.Ordinal);
        if (state.Stopped is { } stopped) return In(new Words("不计时（{0}）", "the clock stands still ({0})").With(stopped));
        if (state.Time is not { } time) return "";

        var parts = new List<string> { In(time.Words) };
        if (time.Source is { } source) parts.Add(In(new Words("（{0}）", "({0})").With(source)));
        if (time.Unless is { } unless) parts.Add(In(new Words("除非{0}", "unless {0}").With(unless)));
        if (time.Extension is { } extension) parts.Add(In(extension));
        if (time.LapsesTo is { } lapse) parts.Add(In(new Words("到期未行使即转为“{0}”", "a right: unused, it becomes “{0}”").With(lapse)));
        if (state.OwedBy is { } owed) parts.Add(In(new Words("应办：{0}", "owed by {0}").With(owed)));
        return string.Join("<br>", parts);
    }

    private static string Conditions(FlowMove move, Language language)
    {
        string In(Words words) => words.In(language).Replace("|", "\\|", StringComparison.Ordinal);
        var parts = new List<string>();
        if (move.When is { } when) parts.Add(In(when));
        if (move.Approvals is { } number) parts.Add(In(new Words("须 {0} 人审批（设定 `{1}` 可改）", "approvals by different people: {0} (setting `{1}` may change it)").With(number, move.ApprovalSetting)));
        if (move.Basis is { } basis) parts.Add(In(basis));
        return string.Join("<br>", parts);
    }

    // Mermaid reads quotes, semicolons and colons as its own.
    private static string Plain(string text) => text.Replace('"', '\'').Replace(';', ',').Replace(':', ' ').Replace("#", "", StringComparison.Ordinal);
}
