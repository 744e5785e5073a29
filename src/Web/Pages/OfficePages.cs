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
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        RegisterPages.Map(app);
    }
}
