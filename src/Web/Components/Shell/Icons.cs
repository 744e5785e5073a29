namespace Qinglian.Web.Components;

/// <summary>Strokes of the icons, drawn on a square of 24.</summary>
internal static class Icons
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["home"] = "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
        ["list"] = "M4 6h1M9 6h11M4 12h1M9 12h11M4 18h1M9 18h11",
        ["check"] = "M4 13l5 5L20 6",
        ["bell"] = "M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4",
        ["search"] = "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M15.5 15.5L21 21",
        ["menu"] = "M4 6h16M4 12h16M4 18h16",
        ["plus"] = "M12 5v14M5 12h14",
        ["upload"] = "M12 15V4M7 9l5-5 5 5M4 16v4h16v-4",
        ["download"] = "M12 4v11M7 10l5 5 5-5M4 16v4h16v-4",
        ["print"] = "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
        ["file"] = "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
        ["folder"] = "M3 6h6l2 2h10v11H3z",
        ["calendar"] = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        ["user"] = "M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4 21c0-4 3.5-6 8-6s8 2 8 6",
        ["users"] = "M9 5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7M2 20c0-3.5 3-5 7-5s7 1.5 7 5M16 5.5a3.3 3.3 0 0 1 0 6M18 15c2.5.500 4 2 4 5",
        ["tree"] = "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
        ["unit"] = "M5 21V4h9v17M14 10h5v11M3 21h18M8 8h3M8 12h3M8 16h3",
        ["scale"] = "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
        ["link"] = "M10 14l4-4M8 12l-3 3a3.5 3.5 0 0 0 5 5l3-3M16 12l3-3a3.5 3.5 0 0 0-5-5l-3 3",
        ["clock"] = "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M12 7v5l3.5 2",
        ["warning"] = "M12 4L2.5 20h19zM12 10v4M12 17v.5",
        ["lock"] = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
        ["shield"] = "M12 3l8 3v6c0 5-3.5 7.5-8 9c-4.5-1.5-8-4-8-9V6z",
        ["chart"] = "M4 20h16M7 20v-7M12 20V6M17 20v-10",
        ["book"] = "M4 5c3-1 6-1 8 1c2-2 5-2 8-1v14c-3-1-6-1-8 1c-2-2-5-2-8-1zM12 6v14",
        ["settings"] = "M4 7h9M17 7h3M13 5v4M4 17h3M11 17h9M11 15v4",
        ["right"] = "M9 5l7 7-7 7",
        ["left"] = "M15 5l-7 7 7 7",
        ["close"] = "M6 6l12 12M18 6L6 18",
        ["copy"] = "M9 9h11v11H9zM5 15H4V4h11v1",
        ["money"] = "M3 6h18v12H3zM12 9.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5M6 9.5v5M18 9.5v5",
        ["box"] = "M12 3l8 4v10l-8 4-8-4V7zM4 7l8 4 8-4M12 11v10",
        ["flag"] = "M6 21V4h12l-3 4 3 4H6",
        ["help"] = "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.300-1 .9-1 1.7M12 16.5v.5",
        ["chat"] = "M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12h5",
        ["edit"] = "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
        ["out"] = "M10 4H4v16h6M14 8l4 4-4 4M9 12h9",
        ["hand"] = "M3 13h3l3-2h5a1.5 1.5 0 0 1 0 3h-3M14 13l4-2.5a1.5 1.5 0 0 1 2 2L14.5 18H9l-3-1H3",
        ["globe"] = "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
        ["type"] = "M3 19L8 6l5 13M5 15h6M15 19l3-8 3 8M16 16h4",
    };

    public static string Path(string name) => Paths[name];
}
