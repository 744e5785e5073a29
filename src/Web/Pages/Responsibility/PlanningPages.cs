using Qinglian.Kernel;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>The reports over responsibility lists, yearly key points, handovers and party life.</summary>
internal static class PlanningPages
{
    public static IServiceCollection AddPlanningPages(this IServiceCollection services)
    {
        services.AddScoped<IValuePicker, PlanLinePicker>();
        services.AddScoped<IValuePicker, TaskPicker>();
        services.AddScoped<IDossierSpecial, PlanView>();
        Entry(services, new("“四责协同”", "Four kinds of responsibility"), "/responsibility/four-way");
        Entry(services, new("年度工作要点", "Yearly key points"), "/responsibility/plans", "annual-plan");
        Entry(services, new("“两个责任”贯通", "Handovers"), "/responsibility/handovers", "handover");
        Entry(services, new("党内政治生活", "Party life"), "/responsibility/party-life", "party-meeting");
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        FourWayPages.Map(app);
        PlanPages.Map(app);
        HandoverPages.Map(app);
        PartyLifePages.Map(app);
    }

    private static void Entry(IServiceCollection services, Words title, string href, string? instead = null) =>
        services.AddSingleton(new MenuEntry(title, href, "list", "responsibilities", MenuEntry.ToLeaders) { Instead = instead });
}
