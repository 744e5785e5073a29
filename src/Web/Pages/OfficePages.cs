using Qinglian.Kernel;
using Qinglian.Kernel.Access;

namespace Qinglian.Web.Pages;

/// <summary>The pages around the dossiers: registers, organisation, tables in and out, figures, administration.</summary>
internal static class OfficePages
{
    public static IServiceCollection AddOfficePages(this IServiceCollection services)
    {
        services.AddSingleton<Runs>();
        services.AddScoped<ImportFlow>();
        services.AddScoped<Registers>();
        services.AddScoped<Tables>();
        services.AddScoped<Organised>();
        services.AddScoped<Figures>();
        services.AddScoped<Cycles>();
        services.AddSingleton<SettingsBook>();

        Entry(services, new("全部事项", "All matters"), "/lists", "list", Works);
        Entry(services, new("统计分析", "Figures"), "/statistics", "chart", Works);
        Entry(services, new("组织机构", "Organisation"), "/organisation", "unit", _ => true);
        Entry(services, new("名册", "Registers"), "/registers", "book", _ => true);
        Entry(services, new("公开页面", "Public pages"), "/public", "globe", _ => true);
        Entry(services, new("管理首页", "Overview"), "/admin", "settings", Administers);
        Entry(services, new("系统设定", "Settings"), "/admin/settings", "settings", a => a.HoldsAnywhere(Duties.SystemAdministrator) || a.HoldsAnywhere(Duties.SecurityAdministrator));
        Entry(services, new("节假日安排", "Public holidays"), "/admin/calendar", "calendar", a => a.HoldsAnywhere(Duties.SystemAdministrator));
        Entry(services, new("外部接收方", "Outside listeners"), "/admin/webhooks", "globe", a => a.HoldsAnywhere(Duties.SecurityAdministrator));
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        RegisterPages.Map(app);
        ExportPages.Map(app);
        OrganisationPages.Map(app);
        StatisticsPages.Map(app);
        DutyStatistics.Map(app);
        CyclePages.Map(app);
        SettingsPages.Map(app);
        CalendarYearPages.Map(app);
        WebhookPages.Map(app);
    }

    private static bool Works(Actor actor) => actor.Grants.Any(g => !Duties.Administrators.Contains(g.Duty));

    private static bool Administers(Actor actor) => actor.Grants.Any(g => Duties.Administrators.Contains(g.Duty));

    private static void Entry(IServiceCollection services, Words title, string href, string icon, Func<Actor, bool> on) => services.AddSingleton(new MenuEntry(title, href, icon, null, on));
}
