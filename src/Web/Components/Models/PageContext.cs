using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>What every piece of a page needs to know: the language, the person, the way back, today. Cascades through the page as <c>P</c>.</summary>
public sealed record PageContext
{
    public required Language Language { get; init; }

    /// <summary>Path of the request, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Query of the request, with or without its question mark; links that change one parameter keep the others.</summary>
    public string Query { get; init; } = "";

    public required DateOnly Today { get; init; }
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Null while nobody is signed in.</summary>
    public SignedIn? Person { get; init; }

    public int Unread { get; init; }
    public IReadOnlyList<MenuItem> Menu { get; init; } = [];
    public HiddenValue? Antiforgery { get; init; }
    public IReadOnlyList<Flash> Messages { get; init; } = [];

    /// <summary>The data are invented: every page says so.</summary>
    public bool Demo { get; init; }

    /// <summary>Large type, single column, for elderly readers.</summary>
    public bool LargeType { get; init; }

    /// <summary>Days before the due day on which a light turns yellow.</summary>
    public int NearDays { get; init; } = 3;

    public Words Platform { get; init; } = new("清廉监督平台", "Qinglian Integrity Supervision");

    /// <summary>The place the platform serves, such as a county.</summary>
    public Words? Place { get; init; }

    /// <summary>Changes with each release, so that a browser may keep style sheets and scripts for ever.</summary>
    public string AssetVersion { get; init; } = "";

    public CultureInfo Culture => Language.Culture();
    public string HtmlLanguage => this["zh-CN", "en"];

    public string this[string zh, string en] => Language is Language.Chinese ? zh : en;
    public string this[Words words] => words.In(Language);

    public string Date(DateOnly date) => date.ToString(this["yyyy年M月d日", "d MMMM yyyy"], Culture);
    public string ShortDate(DateOnly date) => date.ToString(this["yyyy-MM-dd", "d MMM yyyy"], Culture);
    public string Month(DateOnly date) => date.ToString(this["yyyy年M月", "MMMM yyyy"], Culture);

    public string Moment(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Zone).ToString(this["yyyy-MM-dd HH:mm", "d MMM yyyy, HH:mm"], Culture);

    public string Number(long number) => number.ToString("N0", Culture);
    public string Number(decimal number, int digits) => number.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), Culture);

    /// <summary>A figure with up to two digits after the point and no trailing zeros.</summary>
    public string Figure(decimal number) => number.ToString("#,##0.##", Culture);

    public string Percent(decimal share, int digits = 1) =>
        (share * 100).ToString("N" + digits.ToString(CultureInfo.InvariantCulture), Culture) + "%";

    public string Money(long fen) => this[Number(fen / 100m, 2) + " 元", (fen < 0 ? "-¥" : "¥") + Number(Math.Abs(fen / 100m), 2)];

    public string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{Number(bytes)} B",
        < 1024 * 1024 => $"{Number(bytes / 1024m, 0)} KB",
        _ => $"{Figure(Math.Round(bytes / (1024m * 1024m), 1))} MB",
    };

    /// <summary>A counted thing: <c>Plural(3, "条", "row", "rows")</c> is 3 条 or 3 rows.</summary>
    public string Plural(long count, string zh, string one, string many) =>
        $"{Number(count)} {this[zh, count == 1 ? one : many]}";

    /// <summary>This page with some query parameters changed; null takes one away.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var kept = QueryHelpers.ParseQuery(Query).SelectMany(p => p.Value, (p, value) => (p.Key, Value: value)).ToList();
        foreach (var (name, value) in changes)
        {
            kept.RemoveAll(p => p.Key == name);
            if (value is not null)
            {
                kept.Add((name, value));
            }
        }
        return Path + new QueryBuilder(kept.Select(p => KeyValuePair.Create(p.Key, p.Value ?? ""))).ToQueryString();
    }

    /// <summary>The value of a query parameter of this page; empty where it was not given.</summary>
    public string Asked(string name) => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? value.ToString() : "";

    public string OtherLanguageHref => With(("lang", this["en", "zh"]));
    public string Asset(string path) => AssetVersion is "" ? $"/{path}" : $"/{path}?v={AssetVersion}";

    /// <summary>Whether <paramref name="href"/> is this page or a folder above it.</summary>
    public bool IsHere(string href) => Path == href || (href is not "/" && Path.StartsWith(href + "/", StringComparison.Ordinal));
}

/// <summary>The person at the desk, as the top bar shows them.</summary>
public sealed record SignedIn(string Name, string Unit, string? Post = null);

/// <summary>A value a form carries along unseen.</summary>
public sealed record HiddenValue(string Name, string Value);
