namespace Qinglian.Web.Accounts;

/// <summary>What a browser calls itself, short enough for a person to recognise their own.</summary>
internal static class Devices
{
    // The first that is found counts: each of these claims to be all that stand below it.
    private static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger", "微信 WeChat"), ("DingTalk", "钉钉 DingTalk"), ("Edg", "Edge"), ("QQBrowser", "QQ Browser"), ("360SE", "360"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Name(string agent)
    {
        var found = new[] { Find(Browsers, agent), Find(Systems, agent) }.OfType<string>().ToList();
        return found.Count > 0 ? string.Join(" · ", found) : "?";
    }

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.OrdinalIgnoreCase)).Name;
}
