using System.Reflection;
using Qinglian.Application.Demo.County;

namespace Qinglian.Application.Demo.Story;

/// <summary>A speech or notice of the demonstration, written for it.</summary>
/// <param name="File">The name of the resource.</param>
internal sealed record DemoText(string File, string Title, string IssuedBy, string Unit, int DaysAfterStart, DocumentEnd End, int? DaysBeforeEnd = null)
{
    public string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Demo/{File}.txt") ?? throw new InvalidOperationException($"The text {File} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>All texts, in the order in which they come in.</summary>
internal static class DemoTexts
{
    public static IReadOnlyList<DemoText> All { get; } =
    [
        new("meeting", "在全县党风廉政建设工作会议上的讲话", "清源县委办公室（演示）", CountyPlan.Root, 40, DocumentEnd.Closed),
        new("assets", "关于开展农村集体“三资”管理专项整治的通知", "清源县农业农村局（演示）", CountyPlan.Root, 130, DocumentEnd.Closed),
        new("business", "在优化营商环境推进会上的讲话", "清源县委办公室（演示）", CountyPlan.Root, 270, DocumentEnd.Issued),
        new("health", "关于加强医药采购廉洁风险防控的通知", "清源县卫生健康局（演示）", "QY-WJJ", 350, DocumentEnd.Issued),
        new("meeting", "在新年度全县党风廉政建设工作会议上的讲话", "清源县委办公室（演示）", CountyPlan.Root, 420, DocumentEnd.Issued),
        new("town", "在石渡镇村级小微权力监督推进会上的讲话", "石渡镇党委（演示）", "QY-Z02", 520, DocumentEnd.Issued),
        new("rectify", "在巡察整改工作推进会上的讲话", "清源县委办公室（演示）", CountyPlan.Root, 0, DocumentEnd.Issued, 60),
        new("holiday", "关于做好岁末年初作风建设有关工作的通知", "清源县纪委办公室（演示）", CountyPlan.Root, 0, DocumentEnd.HalfReviewed, 5),
        new("business", "在政务服务“一件事”改革座谈会上的讲话", "清源县政府办公室（演示）", CountyPlan.Root, 0, DocumentEnd.Imported, 3),
    ];
}
