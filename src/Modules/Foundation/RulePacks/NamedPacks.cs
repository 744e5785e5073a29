namespace Qinglian.Foundation.RulePacks;

/// <summary>
/// The names of rules and methods that official texts use without saying what they contain. Names only: the content comes from the organ
/// that issued it, and nothing is made up in its place.
/// </summary>
public static class NamedPacks
{
    public static IReadOnlyList<RulePackRow> All { get; } =
    [
        Named("ba-xiang-guiding", "八项规定"),
        Named("shi-tiao-jilv", "十条纪律"),
        Named("lianjie-zilv-ba-xiang", "廉洁自律八项内容"),
        Named("san-xiang-jizhi", "三项机制"),
        Named("shi-xiang-zhidu-jizhi", "十项制度机制"),
        Named("yi-wu-n", "1+5+N"),
        Named("wu-xiang-jiandu-fa", "五项监督法"),
        Named("wu-ding-si-cha", "五盯四查"),
        Named("si-ding-si-cha", "四定四查"),
        Named("san-xiao-feiyong", "三小费用"),
        Named("san-gong-jingfei", "三公经费"),
        Named("shi-yao-shi-bu-zhun", "党员干部政商交往“十要十不准”"),
        Named("si-ge-bu-zhai", "四个不摘"),
        Named("san-ge-yi-an", "三个以案"),
        Named("san-lei-ren", "三类人"),
        Named("san-hui-yi-ke", "三会一课"),
        Named("liang-zhunze-si-tiaoli", "两准则四条例"),
        Named("shi-xiao-du", "“时效度”评价体系"),
        Named("zhubu-tuichu-jizhi", "逐步退出机制"),
        Named("wei-yueshu", "微约束"),
        Named("shai-dan", "晒单"),
        Named("jishu-hecheng", "技术合成"),
    ];

    private static RulePackRow Named(string code, string name) => new(code, "0", name, RulePackState.Undefined);
}
