namespace Qinglian.Documents.Word;

/// <summary>The measures of GB/T 9704-2012 (regulations 22.2) in the units of the file: twentieths of a point for lengths, half points for type.</summary>
internal static class OfficialLayout
{
    public const int PageWidth = 11906, PageHeight = 16838;

    /// <summary>天头 37 mm, 订口 28 mm; a type area of 156 × 225 mm leaves 26 mm on the right and 35 mm below.</summary>
    public const int Top = 2098, Left = 1588, Right = 1474, Bottom = 1984;

    /// <summary>The page number stands 7 mm below the type area: its line ends 25 mm above the edge.</summary>
    public const int Footer = 1418;

    public const int TypeWidth = PageWidth - Left - Right;

    /// <summary>22 lines on 225 mm. 580 would be 4 twentieths too much and leave 21.</summary>
    public const int Line = 579;

    /// <summary>28 characters of 16 points on 156 mm: each gives up 0.207 points, here in 4096ths.</summary>
    public const int CharacterSpace = -849;

    /// <summary>The same in the styles, in twentieths of a point: programs read the grid of characters differently, spacing all alike.</summary>
    public const int Tightening = -6;

    /// <summary>Above the organ's red heading, so that its signs begin 35 mm below the upper edge of the type area.</summary>
    public const int AboveOrgan = 1850;

    /// <summary>三号 16, 二号 22, 四号 14, 五号 10.5 points.</summary>
    public const int Size3 = 32, Size2 = 44, Size4 = 28, Size5 = 21;

    /// <summary>The width of one character on the grid.</summary>
    public const int Character = TypeWidth / 28;

    public const string Red = "FF0000";

    public const string Song = "宋体", FangSong = "仿宋", Hei = "黑体", Kai = "楷体", XiaoBiaoSong = "方正小标宋简体", Latin = "Times New Roman";

    /// <summary>Where the face itself is not installed: what other systems call it, and what stands closest.</summary>
    public static readonly (string Name, string Others, string Family)[] Faces =
    [
        (FangSong, "仿宋_GB2312,FangSong,方正仿宋简体,STFangsong,Noto Serif CJK SC", "roman"),
        (Kai, "楷体_GB2312,KaiTi,方正楷体简体,STKaiti,Noto Serif CJK SC", "roman"),
        (Hei, "SimHei,方正黑体简体,Noto Sans CJK SC", "swiss"),
        (XiaoBiaoSong, "小标宋,方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体,Noto Serif CJK SC", "roman"),
        (Song, "SimSun,Noto Serif CJK SC", "roman"),
    ];
}
