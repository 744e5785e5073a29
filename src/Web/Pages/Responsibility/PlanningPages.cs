using Qinglian.Kernel;
using Qinglian.Kernel.Access;
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
        Entry(services, new("“四责协同”情况", "Four kinds of responsibility"), "/responsibility/four-way");
        Entry(services, new("年度要点总览", "Key points: overview"), "/responsibility/plans");
        Entry(services, new("贯通事项账龄", "Open handovers by age"), "/responsibility/handovers");
        Entry(services, new("党内生活开展情况", "Party life: held and missing"), "/responsibility/party-life");
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        FourWayPages.Map(app);
        PlanPages.Map(app);
        HandoverPages.Map(app);
        PartyLifePages.Map(app);
    }

    private static void Entry(IServiceCollection services, Words title, string href) =>
        services.AddSingleton(new MenuEntry(title, href, "list", "responsibilities", a => a.Grants.Any(g => !Duties.Administrators.Contains(g.Duty))));
}
