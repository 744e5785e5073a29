using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web;

/// <summary>Who is asking, in which language, and what every page shows around its content. One for each request.</summary>
public sealed class Visitor(IHttpContextAccessor context, IActors actors, IRules rules, LocalTime time, SiteOptions site, IAntiforgery antiforgery, Menu menu, INotices notices)
{
    /// <summary>The claim that names the person; there is no other.</summary>
    public const string PersonClaim = "person";

    private const string LanguageCookie = "lang";
    private const string LargeTypeCookie = "type";
    private Actor? _actor;

    private HttpContext Http => context.HttpContext ?? throw new InvalidOperationException("No request.");

    public Language Language { get; private set; }
    public bool LargeType { get; private set; }

    /// <summary>The person signed in, or the public.</summary>
    public Actor Actor => _actor ?? Actor.Public;

    public bool SignedIn => _actor is not null;
    public DateOnly Today => time.Today;
    public DateTimeOffset StartOfYear => time.StartOf(new(time.Today.Year, 1, 1));
    public CancellationToken Cancel => Http.RequestAborted;

    /// <summary>Reads the language and the person once, before the endpoint runs.</summary>
    public async Task ArriveAsync()
    {
        // The offices work in Chinese, whatever language their browser claims; the switch stands on every page.
        Language = Choose(LanguageCookie, "lang") == "en" ? Language.English : Language.Chinese;
        LargeType = Choose(LargeTypeCookie, "type") == "large";
        if (Guid.TryParse(Http.User.FindFirstValue(PersonClaim), out var person)) _actor = await actors.LoadAsync(new(person), Cancel);
    }

    /// <summary>A value given in the address, such as one that fills in a field beforehand.</summary>
    public string? Asked(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The frame of a page.</summary>
    public async Task<PageContext> PageAsync(params IReadOnlyList<Flash> messages)
    {
        var unit = rules.Organisation.Find(Actor.Unit);
        return new()
        {
            Language = Language,
            Path = Http.Request.Path,
            Query = Http.Request.QueryString.Value ?? "",
            Today = time.Today,
            Zone = time.Zone,
            Person = _actor is null ? null : new SignedIn(_actor.Name, unit?.ShortName ?? "", string.Join('、', _actor.Grants.Select(g => g.Duty.Name.In(Language)).Distinct())),
            Unread = _actor is null ? 0 : await notices.UnreadAsync(_actor, Cancel),
            Menu = _actor is null ? [] : menu.For(_actor),
            Antiforgery = Token(),
            Messages = [.. FlashCookie.Take(Http), .. messages],
            Demo = site.Demo,
            LargeType = LargeType,
            NearDays = rules.Settings.Number(SiteSettings.NearDays),
            Place = rules.Organisation.Roots.FirstOrDefault() is { } root ? Words.Same(root.ShortName) : null,
            AssetVersion = site.AssetVersion,
        };
    }

    /// <summary>Leaves a message for the page the person is sent to next.</summary>
    public void Tell(Tone tone, Words text) => FlashCookie.Leave(Http, tone, text);

    private HiddenValue? Token() => antiforgery.GetAndStoreTokens(Http) is { RequestToken: { } token } set ? new(set.FormFieldName, token) : null;

    // A choice in the address counts and is remembered until the browser closes.
    private string? Choose(string cookie, string parameter)
    {
        if (Http.Request.Query[parameter] is [{ Length: > 0 and < 8 } asked])
        {
            Http.Response.Cookies.Append(cookie, asked, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Http.Request.IsHttps, IsEssential = true });
            return asked;
        }

        return Http.Request.Cookies[cookie];
    }
}
