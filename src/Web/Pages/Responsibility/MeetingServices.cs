using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>The pages of meetings, the duty log, reports and interviews.</summary>
internal static class MeetingServices
{
    public static IServiceCollection AddLeadersDuty(this IServiceCollection services)
    {
        services.AddScoped<IDossierSpecial, MeetingView>();
        services.AddScoped<IDossierSpecial, InterviewView>();
        services.AddScoped<IValuePicker, DutyLogPicker>();
        services.AddScoped<IFormPrefill, DutyLogPrefill>();
        services.AddScoped<IFormPrefill, InterviewPrefill>();
        services.AddScoped<IFormPrefill, MeetingPrefill>();
        services.AddScoped<IFormPrefill, HearingPrefill>();
        Entry(services, new("履责纪实对照", "Log against the list"), "/duty-log");
        Entry(services, new("汇报听取情况", "Reports heard"), "/hearings");
        Entry(services, new("约谈情况", "Talks with heads below"), "/interviews");
        return services;
    }

    private static void Entry(IServiceCollection services, Words title, string href) =>
        services.AddSingleton(new MenuEntry(title, href, "list", "responsibilities", a => a.Grants.Any(g => Leading.Contains(g.Duty))));

    private static readonly IReadOnlyList<Duty> Leading = [Duties.Leader, Duties.Deputy, Duties.Office, Duties.Supervisor, Duties.SupervisionLeader];
}
