using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>The fixed texts by which our own workbooks are written and recognised again.</summary>
internal static class SheetNames
{
    public const string Origin = "_qinglian";
    public const string Lists = "_qinglian_lists";
    public const string Key = "_qinglian_key";
    public const string OriginMark = "qinglian-ledger";

    public static readonly Words Serial = ("序号", "No.");
    public static readonly Words Reason = ("错误原因", "Reason for refusal");
    public static readonly Words Total = ("合计", "Total");
    public static readonly Words Unit = ("填报单位：{0}", "Reporting unit: {0}");
    public static readonly Words Date = ("日期：{0:yyyy年M月d日}", "Date: {0:d MMMM yyyy}");
    public static readonly Words Pages = ("第 &P 页，共 &N 页", "Page &P of &N");
    public static readonly Words PickTitle = ("请从列表中选择", "Choose from the list");
    public static readonly Words PickText = ("这一列只能填列表中的选项。", "This column takes only what its list offers.");
    public static readonly Words MayChange = ("{0}（可改）", "{0} (may be changed)");
    public static readonly Words MayChangeNote = (
        "说明：标有“可改”的列改好后，可在系统中本列表的“导入”处导回，只合并改动之处；其余各列和灰色表头的内容只供查看，须在系统中按步骤办理。不要删除隐藏的列和工作表。",
        "Note: change what stands in the columns marked “may be changed” and bring the file back at “Import” above the same list; only the differences are taken over. All other columns are there to be read: their content changes by steps in the system. Leave hidden columns and sheets in place.");
    public static readonly Words FailuresTitle = ("{0}（未通过的行）", "{0} (refused rows)");
}
