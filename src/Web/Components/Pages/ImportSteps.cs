namespace Qinglian.Web.Components.Pages;

/// <summary>The three steps of every import.</summary>
internal static class ImportSteps
{
    private static readonly Kernel.Words[] Names = [new("上传表格", "Upload"), new("预览核对", "Look"), new("导入结果", "Result")];

    public static IReadOnlyList<Step> At(int here) => [.. Names.Select((name, at) => new Step(name, at < here ? StepStand.Done : at == here ? StepStand.Here : StepStand.Ahead))];
}
